import { groupBy } from '../../world/group.js';
import type { ProvinceSlug, World, WorldDocument } from '../../world/types.js';
import type { StoredDocument } from './rows.js';

/** One province's documents, newest first, and the ways they are found. */
export interface Store {
  readonly all: readonly StoredDocument[];
  readonly byId: ReadonlyMap<number, StoredDocument>;
  readonly byAgency: ReadonlyMap<string, readonly StoredDocument[]>;
  readonly byDossier: ReadonlyMap<string, readonly StoredDocument[]>;
}

export const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();

export function createStore(world: World, province: ProvinceSlug): Store {
  const open = world.documents.filter((document) => document.province === province);
  const all = [...open.map((document) => stored(document, 'Thường')), ...secretPapers(open)].toSorted(
    (a, b) => b.registeredOn.localeCompare(a.registeredOn) || b.id - a.id,
  );
  return {
    all,
    byId: new Map(all.map((document) => [document.id, document])),
    byAgency: groupBy(all, ({ agencyId }) => agencyId),
    byDossier: groupBy(
      all.filter(({ dossierCode }) => dossierCode !== null),
      ({ dossierCode }) => dossierCode!,
    ),
  };
}

const stored = (document: WorldDocument, secrecy: StoredDocument['secrecy']): StoredDocument => ({
  ...document,
  secrecy,
  folded: fold(`${document.notation} ${document.subject}`),
});

/** Two papers no reader of the hub may ever see. They stand in the register like any other, but never travelled on the axis. */
function secretPapers(open: readonly WorldDocument[]): StoredDocument[] {
  const last = Math.max(0, ...open.map(({ id }) => id));
  const models = open.filter(({ dossierCode }) => dossierCode !== null).concat(open);
  return (['Mật', 'Tuyệt mật'] as const).flatMap((secrecy, at) => {
    const model = models[at];
    if (!model) return [];
    const subject = `V/v bảo vệ bí mật nhà nước (${secrecy})`;
    return [stored({ ...model, id: last + 1 + at, subject, files: [], delivery: null }, secrecy)];
  });
}
