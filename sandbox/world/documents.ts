import { type Day, dateOf, dayOf, firstDay } from './calendar.js';
import { contents, type Draft, handling, sending } from './document-parts.js';
import { administrationField, documentTypes, drawField, type Field, landField, letter, notationOf } from './document-words.js';
import { drawDay } from './dossier-course.js';
import { groupBy } from './group.js';
import type { Officers } from './officers.js';
import { createRandom, type Random } from './random.js';
import type { World, WorldDocument, WorldDossier, WorldJurisdiction } from './types.js';
import { wellKnown } from './well-known.js';

type Facts = Pick<World, 'jurisdictions' | 'agencies' | 'dossiers' | 'procedures'>;

/** Sorted by day of registration; a quarter are outgoing answers to a dossier of the same agency. */
export function createDocuments(
  seed: number,
  facts: Facts,
  officers: ReadonlyMap<string, Officers>,
  perJurisdiction: number,
): readonly WorldDocument[] {
  const random = createRandom(seed, 'documents');
  const decided = groupBy(
    facts.dossiers.filter(({ completedAt }) => completedAt !== null),
    ({ jurisdiction }) => jurisdiction,
  );
  const drafts = facts.jurisdictions.flatMap((jurisdiction) => {
    const dossiers = decided.get(jurisdiction.slug)!;
    const known = dossiers.find(({ code }) => code === wellKnown.dossierCode);
    return Array.from({ length: perJurisdiction }, (_, index) => {
      const dossier = index % 4 === 0 ? random.pick(dossiers) : null;
      return drawDraft(random, jurisdiction, index === 0 && known ? known : dossier);
    });
  });
  const write = createWriter(random, facts, officers);
  return drafts.toSorted((a, b) => a.registered - b.registered).map(write);
}

function drawDraft(random: Random, jurisdiction: WorldJurisdiction, dossier: WorldDossier | null): Draft {
  if (!dossier) {
    return {
      jurisdiction,
      agencyId: random.pick(jurisdiction.communes).agencyId,
      direction: random.chance(0.6) ? 'INCOMING' : 'OUTGOING',
      registered: drawDay(random, dayOf(firstDay)),
      dossier,
    };
  }
  const registered = dayOf(dossier.completedAt!.slice(0, 10));
  return { jurisdiction, agencyId: dossier.agencyId, direction: 'OUTGOING', registered, dossier };
}

function createWriter(random: Random, { agencies, procedures }: Facts, officers: ReadonlyMap<string, Officers>) {
  const names = new Map(agencies.map(({ id, name }) => [id, name]));
  const procedureNames = new Map(procedures.map(({ code, name }) => [code, name]));
  const above = groupBy(
    agencies.filter(({ communeCode }) => communeCode === null),
    ({ province }) => province,
  );
  const idOf = createIds();
  const numberOf = createNumbers(random);
  return (draft: Draft): WorldDocument => {
    const { jurisdiction, agencyId, direction, registered, dossier } = draft;
    const superiors = above.get(jurisdiction.province)!;
    const issuerId = direction === 'OUTGOING' ? agencyId : random.pick(superiors).id;
    const field = fieldOf(random, dossier);
    const type = dossier ? letter : random.weighted(documentTypes);
    const number = numberOf(issuerId, registered);
    const matter = dossier
      ? `kết quả giải quyết hồ sơ ${dossier.code} (${procedureNames.get(dossier.procedureCode)!})`
      : random.pick(field.subjects);
    const sent = sending(random, draft, { superiors, signers: officers.get(issuerId)!.leaders });
    return {
      id: idOf(draft),
      province: jurisdiction.province,
      jurisdiction: jurisdiction.slug,
      agencyId,
      direction,
      notation: notationOf({ number, type, field, issuerName: names.get(issuerId)! }),
      subject: `V/v ${matter}`,
      type: type.name,
      field: field.name,
      issuerId,
      ...sent,
      ...contents(random, number, sent.digitallySigned),
      ...handling(random, draft, officers.get(agencyId)!),
      dossierCode: dossier?.code ?? null,
    };
  };
}

function fieldOf(random: Random, dossier: WorldDossier | null): Field {
  if (!dossier) return drawField(random);
  return dossier.parcelCode === null ? administrationField : landField;
}

/** Ids rise with the day of registration; the well-known paper has its own in every world. */
function createIds() {
  const last = new Map<string, number>();
  let knownGiven = false;
  return ({ jurisdiction: { province }, dossier }: Draft): number => {
    if (!knownGiven && dossier?.code === wellKnown.dossierCode) {
      knownGiven = true;
      return wellKnown.documentId;
    }
    const id = (last.get(province) ?? wellKnown.documentId) + 1;
    last.set(province, id);
    return id;
  };
}

/** Numbers of an issuer's year, rising by gaps: the sample holds some of its papers, not all of them. */
function createNumbers(random: Random) {
  const last = new Map<string, number>();
  return (issuerId: string, day: Day): number => {
    const series = `${issuerId} ${dateOf(day).slice(0, 4)}`;
    const number = (last.get(series) ?? 0) + random.int(1, 7);
    last.set(series, number);
    return number;
  };
}
