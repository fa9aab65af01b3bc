import type { WorldDossier } from '../../world/types.js';
import { dossierRow, nationCode, type NotedStep } from './dossier-row.js';
import { lineageOf, statusOf, type ProvinceData } from './province.js';
import { objectId } from './wording.js';

/** A dossier with what the search asks of it, worked out once. */
export interface Entry {
  readonly dossier: WorldDossier;
  readonly nationCode: string | null;
  readonly status: number;
  readonly agencyIds: readonly string[];
  readonly procedureId: string;
  readonly sectorId: string;
  /** Milliseconds since 1970, by the stem of the search's `…-from` and `…-to`; `updated` is when anything of it last changed. */
  readonly times: Readonly<Record<string, number | null>>;
  readonly row: () => object;
  /** Adds a step to the dossier; the row tells it from now on. */
  readonly note: (step: NotedStep, at: string) => void;
  /** The dossier goes on: it is `next` from now on. */
  readonly move: (next: WorldDossier, at: string) => void;
}

export interface DossierIndex {
  readonly all: readonly Entry[];
  readonly byCode: ReadonlyMap<string, Entry>;
  readonly byNationCode: ReadonlyMap<string, Entry>;
  readonly byId: ReadonlyMap<string, Entry>;
  readonly byPerson: ReadonlyMap<string, readonly Entry[]>;
  readonly byAgencyId: ReadonlyMap<string, readonly Entry[]>;
}

/** Everything the search looks up, newest application first. */
export function indexDossiers(data: ProvinceData): DossierIndex {
  const all = data.dossiers.map((dossier) => entryOf(data, dossier)).toSorted(newestFirst);
  return {
    all,
    byCode: new Map(all.map((entry) => [entry.dossier.code, entry])),
    byNationCode: new Map(all.flatMap((entry) => (entry.nationCode === null ? [] : [[entry.nationCode, entry]]))),
    byId: new Map(all.map((entry) => [objectId('dossier', entry.dossier.code), entry])),
    byPerson: grouped(all, ({ dossier }) => [dossier.applicantId]),
    byAgencyId: grouped(all, ({ agencyIds }) => agencyIds),
  };
}

const time = (at: string | null) => (at === null ? null : Date.parse(at));

function entryOf(data: ProvinceData, dossier: WorldDossier): Entry {
  let row: object | undefined;
  let standing = standingOf(data, dossier, lastEventOf(dossier));
  const noted: NotedStep[] = [];
  return {
    get dossier() {
      return standing.dossier;
    },
    get status() {
      return standing.status;
    },
    get times() {
      return standing.times;
    },
    nationCode: dossier.online ? nationCode(data, dossier) : null,
    agencyIds: lineageOf(data, dossier.agencyId).map(({ id }) => objectId('agency', id)),
    procedureId: objectId('procedure', dossier.procedureCode),
    sectorId: objectId('sector', data.procedureByCode.get(dossier.procedureCode)?.sector.code ?? ''),
    row: () => (row ??= dossierRow(data, standing, noted)),
    note(step, at) {
      noted.push(step);
      standing = standingOf(data, standing.dossier, at);
      row = undefined;
    },
    move(next, at) {
      standing = standingOf(data, next, at);
      row = undefined;
    },
  };
}

/** A dossier as it stands, and when it came to. */
const standingOf = (data: ProvinceData, dossier: WorldDossier, updatedAt: string) => ({
  dossier,
  updatedAt,
  status: statusOf(data, dossier.status).id,
  times: {
    applied: time(dossier.appliedAt),
    accepted: time(dossier.acceptedAt),
    appointment: time(dossier.dueAt),
    'result-returned': time(dossier.returnedAt),
    updated: time(updatedAt),
  },
});

const lastEventOf = ({ appliedAt, acceptedAt, completedAt, returnedAt }: WorldDossier): string =>
  returnedAt ?? completedAt ?? acceptedAt ?? appliedAt;

export const newestFirst = (a: Entry, b: Entry): number =>
  (b.times['applied'] ?? 0) - (a.times['applied'] ?? 0) || (a.dossier.code < b.dossier.code ? -1 : 1);

/** Those that changed last stand first. */
export const lastUpdatedFirst = (a: Entry, b: Entry): number =>
  b.times['updated']! - a.times['updated']! || (a.dossier.code < b.dossier.code ? -1 : 1);

function grouped(entries: readonly Entry[], keysOf: (entry: Entry) => readonly string[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const key of keysOf(entry)) {
      const group = groups.get(key);
      if (group) group.push(entry);
      else groups.set(key, [entry]);
    }
  }
  return groups;
}
