import { lastUpdatedFirst, newestFirst, type DossierIndex, type Entry } from './dossier-index.js';

type Test = (entry: Entry) => boolean;

const listOf = (parameters: URLSearchParams, name: string): string[] =>
  (parameters.get(name) ?? '').split(',').filter((value) => value !== '');

type Order = (a: Entry, b: Entry) => number;

/** The orders that may be asked for, each as it stands where nothing is said of its direction. */
const orders: Readonly<Record<string, { readonly order: Order; readonly direction: 'asc' | 'desc' }>> = {
  appliedDate: { order: newestFirst, direction: 'desc' },
  updatedDate: { order: lastUpdatedFirst, direction: 'desc' },
  code: { order: (a, b) => (a.dossier.code < b.dossier.code ? -1 : 1), direction: 'asc' },
};

/** Whether the parameters ask for what has changed last. */
export const asksForChanges = (parameters: URLSearchParams): boolean => (parameters.get('sort') ?? '').startsWith('updatedDate');

/** The rows that `/pa/dossier/search` finds for its parameters, in the order asked for: by application, by change or by code. */
export function searchDossiers(index: DossierIndex, parameters: URLSearchParams): Entry[] {
  const tests = testsOf(parameters);
  const found = candidates(index, parameters).filter((entry) => tests.every((test) => test(entry)));
  const [field = '', direction] = (parameters.get('sort') ?? 'appliedDate,desc').split(',');
  const sort = orders[field] ?? orders['appliedDate']!;
  found.sort(sort.order);
  return direction !== undefined && direction !== sort.direction ? found.toReversed() : found;
}

/** The shortest list that holds every match. */
function candidates(index: DossierIndex, parameters: URLSearchParams): Entry[] {
  const codes = listOf(parameters, 'code');
  if (codes.length > 0) {
    const national = parameters.get('nation-code-match') === 'true';
    return [...new Set(codes)].flatMap(
      (code) => index.byCode.get(code) ?? (national ? index.byNationCode.get(code) : undefined) ?? [],
    );
  }
  const people = listOf(parameters, 'identity-number');
  if (people.length > 0) return [...new Set(people)].flatMap((person) => index.byPerson.get(person) ?? []);
  const agencies = listOf(parameters, 'ancestor-agency-id');
  if (agencies.length > 0) return [...new Set(agencies.flatMap((agency) => index.byAgencyId.get(agency) ?? []))];
  return [...index.all];
}

function testsOf(parameters: URLSearchParams): Test[] {
  const tests: Test[] = [];
  const oneOf = (name: string, valuesOf: (entry: Entry) => readonly string[]) => {
    const wanted = new Set(listOf(parameters, name));
    if (wanted.size > 0) tests.push((entry) => valuesOf(entry).some((value) => wanted.has(value)));
  };
  oneOf('identity-number', ({ dossier }) => [dossier.applicantId]);
  oneOf('ancestor-agency-id', ({ agencyIds }) => agencyIds);
  oneOf('dossier-status', ({ status }) => [String(status)]);
  oneOf('procedure-id', ({ procedureId }) => [procedureId]);
  oneOf('sector-id', ({ sectorId }) => [sectorId]);
  oneOf('apply-method-id', ({ dossier }) => [dossier.online ? '1' : '0']);
  // Nothing in the sandbox has been removed.
  oneOf('remove-status', () => ['0']);
  for (const stem of ['applied', 'accepted', 'appointment', 'result-returned']) {
    const from = Date.parse(parameters.get(`${stem}-from`) ?? '');
    const to = Date.parse(parameters.get(`${stem}-to`) ?? '');
    if (!Number.isNaN(from)) tests.push(({ times }) => (times[stem] ?? -Infinity) >= from);
    if (!Number.isNaN(to)) tests.push(({ times }) => (times[stem] ?? Infinity) <= to);
  }
  return tests;
}
