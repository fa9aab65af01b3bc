import { addWorkingDays, type Day, dateOf, dayOf, firstDay, instantOf, today } from './calendar.js';
import { drawDelivery } from './delivery.js';
import { administrationField, documentTypes, drawField, landField, notationOf } from './document-words.js';
import { drawDay } from './dossier-course.js';
import { groupBy } from './group.js';
import type { Officers } from './officers.js';
import { createRandom, type Random } from './random.js';
import type { World, WorldAgency, WorldDocument, WorldDossier, WorldJurisdiction } from './types.js';
import { wellKnown } from './well-known.js';

type Facts = Pick<World, 'jurisdictions' | 'agencies' | 'dossiers' | 'procedures'>;

const now = dayOf(today);

/** One paper before it has a number: who, when, about what. */
interface Draft {
  readonly jurisdiction: WorldJurisdiction;
  readonly agencyId: string;
  readonly direction: 'INCOMING' | 'OUTGOING';
  readonly registered: Day;
  readonly dossier: WorldDossier | null;
}

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
  const ids = new Map<string, number>();
  const numbers = new Map<string, number>();
  const nextId = ({ jurisdiction, dossier }: Draft, first: boolean) => {
    if (first && dossier?.code === wellKnown.dossierCode) return wellKnown.documentId;
    const id = (ids.get(jurisdiction.province) ?? wellKnown.documentId) + 1;
    ids.set(jurisdiction.province, id);
    return id;
  };
  let knownWritten = false;
  return (draft: Draft): WorldDocument => {
    const id = nextId(draft, !knownWritten);
    knownWritten ||= id === wellKnown.documentId;
    const superiors = above.get(draft.jurisdiction.province)!;
    const issuerId = draft.direction === 'OUTGOING' ? draft.agencyId : random.pick(superiors).id;
    const field = draft.dossier ? (draft.dossier.parcelCode ? landField : administrationField) : drawField(random);
    const type = draft.dossier ? documentTypes[0][0] : random.weighted(documentTypes);
    const series = `${issuerId} ${dateOf(draft.registered).slice(0, 4)}`;
    const number = (numbers.get(series) ?? 0) + random.int(1, 7);
    numbers.set(series, number);
    const matter = draft.dossier
      ? `kết quả giải quyết hồ sơ ${draft.dossier.code} (${procedureNames.get(draft.dossier.procedureCode)!})`
      : random.pick(field.subjects);
    return {
      id,
      province: draft.jurisdiction.province,
      jurisdiction: draft.jurisdiction.slug,
      agencyId: draft.agencyId,
      direction: draft.direction,
      notation: notationOf({ number, type, field, issuerName: names.get(issuerId)! }),
      subject: `V/v ${matter}`,
      type: type.name,
      field: field.name,
      issuerId,
      ...papers(random, number),
      ...handling(random, draft, officers.get(draft.agencyId)!),
      ...sending(random, draft, { issuerId, superiors, signers: officers.get(issuerId)!.leaders }),
      dossierCode: draft.dossier?.code ?? null,
    };
  };
}

function papers(random: Random, number: number): Pick<WorldDocument, 'urgency' | 'pages' | 'files'> {
  const annexes = Array.from({ length: random.weighted([[0, 6], [1, 3], [2, 1]] as const) }, (_, at) => ({ name: `phu-luc-${at + 1}.pdf`, sizeBytes: random.int(40_000, 2_400_000), signed: false })); // prettier-ignore
  return {
    urgency: random.weighted([[0, 86], [1, 9], [2, 4], [3, 1]] as const), // prettier-ignore
    pages: random.int(1, 12),
    files: [{ name: `van-ban-${number}.pdf`, sizeBytes: random.int(80_000, 900_000), signed: true }, ...annexes],
  };
}

function handling(
  random: Random,
  { direction, registered }: Draft,
  { reception, specialists, leaders }: Officers,
): Pick<WorldDocument, 'dueOn' | 'completedOn' | 'steps'> {
  const minute = random.int(8 * 60, 15 * 60);
  const clerk = random.pick(reception);
  const leader = random.pick(leaders).fullName;
  const specialist = random.pick(specialists);
  const step = (officer: string, action: string, comment: string, later: number, day = registered) => ({ officer, action, comment, at: instantOf(day, minute + later) }); // prettier-ignore
  if (direction === 'OUTGOING') {
    const steps = [
      step(specialist, 'Soạn thảo', 'Trình dự thảo', -30),
      step(leader, 'Ký duyệt', 'Đồng ý ban hành', 0),
      step(clerk, 'Phát hành', 'Vào sổ và phát hành', 20),
    ];
    return { dueOn: null, completedOn: dateOf(registered), steps };
  }
  const due = random.chance(0.7) ? addWorkingDays(registered, random.int(3, 15)) : null;
  const done = addWorkingDays(registered, random.weighted([[2, 50], [5, 30], [12, 15], [20, 5]] as const)); // prettier-ignore
  const completed = done <= now && random.chance(0.97) ? done : null;
  const steps = [
    step(clerk, 'Vào sổ', 'Vào sổ văn bản đến', 0),
    step(leader, 'Phân công', 'Giao chuyên môn tham mưu, xử lý', 25),
  ];
  if (completed !== null) steps.push(step(specialist, 'Hoàn thành', 'Đã tham mưu thực hiện', 40, completed));
  return { dueOn: due === null ? null : dateOf(due), completedOn: completed === null ? null : dateOf(completed), steps };
}

interface Sender {
  readonly issuerId: string;
  readonly superiors: readonly WorldAgency[];
  readonly signers: Officers['leaders'];
}

function sending(
  random: Random,
  { direction, registered, agencyId, jurisdiction, dossier }: Draft,
  { superiors, signers }: Sender,
): Pick<WorldDocument, 'signer' | 'digitallySigned' | 'signedOn' | 'registeredOn' | 'recipientIds' | 'delivery'> {
  const signed = direction === 'OUTGOING' ? registered : Math.max(dayOf(firstDay), registered - random.int(0, 3));
  const known = dossier?.code === wellKnown.dossierCode;
  const digitallySigned = known || random.chance(0.55 + ((registered - dayOf(firstDay)) / 365) * 0.075);
  const neighbours = jurisdiction.communes.filter((commune) => commune.agencyId !== agencyId);
  const outside = [random.pick(superiors).id, ...(!dossier && random.chance(0.4) ? [random.pick(neighbours).agencyId] : [])];
  const recipientIds = direction === 'OUTGOING' ? outside : [agencyId];
  return {
    signer: random.pick(signers),
    digitallySigned,
    signedOn: dateOf(signed),
    registeredOn: dateOf(registered),
    recipientIds,
    delivery: digitallySigned || random.chance(0.2) ? drawDelivery(random, recipientIds, registered) : null,
  };
}
