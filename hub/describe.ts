import { personas } from '../auth/issuer/personas.js';
import { exampleQuery } from './example.js';
import type { RunningHub } from './start.js';

/** What `npm start` says when the hub is ready: a page for people, or one line of JSON for programs. */
export function describeHub(hub: RunningHub, { json, seconds }: { readonly json: boolean; readonly seconds: number }): string {
  const { endpoint, explorer, sources, sandboxed } = hub;
  const sandbox = sandboxed ? sources.map(({ id, system, jurisdictions, url }) => ({ id, system, jurisdictions, url })) : [];
  if (json) return JSON.stringify({ endpoint, explorer, sandbox });
  const oneLine = exampleQuery.replace(/\s+/g, ' ').trim();
  return [
    `Liên Thông Hub is ready (${seconds.toFixed(1)} s).`,
    ...(sandboxed ? [`${sandbox.length} source systems in miniature answer it; every person and case in them is invented.`] : []),
    '',
    `  endpoint   ${endpoint}`,
    `  explorer   ${explorer}`,
    ...(sandboxed
      ? [
          `  token      npm run -s token -- ioc      (or: ${Object.keys(personas)
            .filter((name) => name !== 'ioc')
            .join(', ')})`,
        ]
      : []),
    '',
    '  example',
    `    curl -s ${endpoint} -H "authorization: Bearer $(npm run -s token -- ioc)" \\`,
    `      -H 'content-type: application/json' -d '${JSON.stringify({ query: oneLine })}'`,
    '',
    'Ctrl-C ends it.',
  ].join('\n');
}
