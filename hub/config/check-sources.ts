import { ZodError } from 'zod';
import { WrongOptions } from '../../connectors/source-options.js';
import { HubError } from '../../core/errors.js';
import type { SourceConfig } from '../../core/sources.js';
import { openDirectory } from '../../subgraphs/directory/directory.js';
import { sharedGround } from '../../subgraphs/land/one-register.js';
import { openProbe } from '../sources/probes.js';
import { inOrder, type Fault, type Step } from './faults.js';
import type { ReadFile } from './read-file.js';

interface Found {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** All that is wrong with a file: its form, the options each source's connector needs, and what only shows between sources. */
export function checkedWhole({ faults, sources, fault }: ReadFile): Fault[] {
  const indexOf = new Map(sources.map(([index, source]) => [source, index]));
  const at = (source: SourceConfig, { path, message }: Found) =>
    fault(['sources', indexOf.get(source)!, ...path.map(stepOf)], message);
  const all = sources.map(([, source]) => source);
  return inOrder([
    ...faults,
    ...all.flatMap((source) => [...inOptions(source), ...unknownPlaces(source)].map((found) => at(source, found))),
    ...sharedGround(all).map(({ source, other, jurisdiction }) => {
      const message = `"${other.id}" holds the land of "${jurisdiction}", too: two would count it twice`;
      return at(source, { path: ['jurisdictions', source.jurisdictions.indexOf(jurisdiction)], message });
    }),
  ]);
}

const stepOf = (step: PropertyKey): Step => (typeof step === 'number' ? step : String(step));

/** What the connector of `source` says of its options. Opens it, which asks nothing of it yet. */
function inOptions(source: SourceConfig): readonly Found[] {
  try {
    // Not the source that runs: what is opened here is closed at once.
    void openProbe({ ...source }).close();
    return [];
  } catch (error) {
    return foundIn(error);
  }
}

function foundIn(error: unknown): readonly Found[] {
  if (error instanceof WrongOptions) return error.faults;
  if (error instanceof HubError && error.originalError instanceof WrongOptions) return error.originalError.faults;
  if (error instanceof ZodError) return error.issues.map(({ path, message }) => ({ path: ['options', ...path], message }));
  return [{ path: [], message: 'it cannot be opened as it is configured' }];
}

let known: ReadonlySet<string> | undefined;

function unknownPlaces({ jurisdictions }: SourceConfig): Found[] {
  known ??= new Set(openDirectory().jurisdictions.map(({ slug }) => slug));
  return jurisdictions.flatMap((slug, index) =>
    known!.has(slug) ? [] : [{ path: ['jurisdictions', index], message: `the directory knows no jurisdiction "${slug}"` }],
  );
}
