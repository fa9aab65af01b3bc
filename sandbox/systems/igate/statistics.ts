import type { DossierIndex, Entry } from './dossier-index.js';
import { statusOf, type ProvinceData } from './province.js';
import { objectId } from './wording.js';

const openStatuses = new Set([0, 1, 2, 3, 9]);
const levels = [2, 3, 4] as const;

/** The report by agency: the dossiers applied for between two days, counted as they stand now. One row for each agency that has any. */
export function statisticsByAgency(data: ProvinceData, index: DossierIndex, parameters: URLSearchParams): object[] {
  const from = boundary(parameters.get('from-date'), 'T00:00:00+07:00', -Infinity);
  const to = boundary(parameters.get('to-date'), 'T23:59:59.999+07:00', Infinity);
  const wanted = new Set((parameters.get('agency-id') ?? '').split(',').filter((id) => id !== ''));
  const now = Date.parse(data.now);
  return data.agencies.flatMap((agency) => {
    const id = objectId('agency', agency.id);
    if (wanted.size > 0 && !wanted.has(id)) return [];
    const own = (index.byAgencyId.get(id) ?? []).filter(
      ({ dossier, times }) => dossier.agencyId === agency.id && times['applied']! >= from && times['applied']! <= to,
    );
    if (own.length === 0) return [];
    return [{ agency: { id, code: agency.id, name: agency.name }, ...countsOf(data, own, now) }];
  });
}

const isOpen = ({ dossier }: Entry) => openStatuses.has(dossier.status);
const isCompleted = ({ dossier }: Entry) => !openStatuses.has(dossier.status) && dossier.completedAt !== null;
const isOnline = ({ dossier }: Entry) => dossier.online;

function countsOf(data: ProvinceData, entries: readonly Entry[], now: number) {
  const count = (test: (entry: Entry) => boolean) => entries.filter(test).length;
  const late = (entry: Entry) => {
    const due = entry.times['appointment'] ?? Infinity;
    return (entry.dossier.completedAt === null ? now : Date.parse(entry.dossier.completedAt)) > due;
  };
  const level = ({ dossier }: Entry) => data.procedureByCode.get(dossier.procedureCode)?.level;
  const rated = (value: string) => count(({ dossier }) => dossier.satisfaction === value);
  return {
    received: entries.length,
    receivedOnline: count(isOnline),
    inProcessOnTime: count((entry) => isOpen(entry) && !late(entry)),
    inProcessOverdue: count((entry) => isOpen(entry) && late(entry)),
    completedOnTime: count((entry) => isCompleted(entry) && !late(entry)),
    completedOverdue: count((entry) => isCompleted(entry) && late(entry)),
    byProcedureLevel: levels.map((each) => ({
      level: each,
      received: count((entry) => level(entry) === each),
      receivedOnline: count((entry) => level(entry) === each && isOnline(entry)),
    })),
    byDossierStatus: [...new Set(entries.map(({ dossier }) => dossier.status))]
      .toSorted((a, b) => a - b)
      .map((status) => ({
        ...statusOf(data, status),
        count: count(({ dossier }) => dossier.status === status),
      })),
    evaluation: { satisfied: rated('SATISFIED'), acceptable: rated('ACCEPTABLE'), unsatisfied: rated('UNSATISFIED') },
  };
}

function boundary(day: string | null, time: string, otherwise: number): number {
  const at = Date.parse(`${day ?? ''}${time}`);
  return Number.isNaN(at) ? otherwise : at;
}
