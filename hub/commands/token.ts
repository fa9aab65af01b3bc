import { personas } from '../../auth/issuer/personas.js';

// Finds the issuer as any client would: by the endpoint's protected-resource metadata (RFC 9728).
const name = process.argv[2] ?? '';
const port = process.env['HUB_PORT'] ?? '4000';

async function tokenOf(persona: string): Promise<string> {
  const metadata = await fetch(`http://127.0.0.1:${port}/.well-known/oauth-protected-resource`).catch(() => {
    throw new Error(`The hub does not answer on port ${port}: run npm start first, or set HUB_PORT as you did there.`);
  });
  const { authorization_servers } = (await metadata.json()) as { authorization_servers: string[] };
  const response = await fetch(`${authorization_servers[0]}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', client_id: 'hub-console', username: persona, password: persona }),
  });
  if (!response.ok) throw new Error('The issuer gave no token: personas live in the embedded issuer only.');
  return ((await response.json()) as { access_token: string }).access_token;
}

try {
  if (!Object.hasOwn(personas, name)) {
    const list = Object.entries(personas).map(([persona, { description }]) => `  ${persona.padEnd(10)} ${description}`);
    throw new Error(`Say whose token: npm run token -- <persona>\n${list.join('\n')}`);
  }
  console.log(await tokenOf(name));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
