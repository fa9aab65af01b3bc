import { addWorkingDays, dateOf, type Day, dayOf, firstDay, instantOf, today } from './calendar.js';
import { drawDelivery } from './delivery.js';
import type { Officers } from './officers.js';
import type { Random } from './random.js';
import type { WorldAgency, WorldDocument, WorldDossier, WorldJurisdiction } from './types.js';
import { wellKnown } from './well-known.js';

const now = dayOf(today);

/** One paper before it has a number: who, when, about what. */
export interface Draft {
  readonly jurisdiction: WorldJurisdiction;
  readonly agencyId: string;
  readonly direction: 'INCOMING' | 'OUTGOING';
  readonly registered: Day;
  readonly dossier: WorldDossier | null;
}

const urgencies = [
  [0, 86],
  [1, 9],
  [2, 4],
  [3, 1],
] as const;

const annexCounts = [
  [0, 6],
  [1, 3],
  [2, 1],
] as const;

const workingDaysSpent = [
  [2, 50],
  [5, 30],
  [12, 15],
  [20, 5],
] as const;

export function contents(
  random: Random,
  number: number,
  digitallySigned: boolean,
): Pick<WorldDocument, 'urgency' | 'pages' | 'files'> {
  const annexes = Array.from({ length: random.weighted(annexCounts) }, (_, at) => ({
    name: `phu-luc-${at + 1}.pdf`,
    sizeBytes: random.int(40_000, 2_400_000),
    signed: false,
  }));
  return {
    urgency: random.weighted(urgencies),
    pages: random.int(1, 12),
    files: [{ name: `van-ban-${number}.pdf`, sizeBytes: random.int(80_000, 900_000), signed: digitallySigned }, ...annexes],
  };
}

export function handling(
  random: Random,
  { direction, registered }: Draft,
  { reception, specialists, leaders }: Officers,
): Pick<WorldDocument, 'dueOn' | 'completedOn' | 'steps'> {
  const minute = random.int(8 * 60, 15 * 60);
  const clerk = random.pick(reception);
  const leader = random.pick(leaders).fullName;
  const specialist = random.pick(specialists);
  const step = (officer: string, action: string, comment: string, later: number, day = registered) => ({
    officer,
    action,
    comment,
    at: instantOf(day, minute + later),
  });
  if (direction === 'OUTGOING') {
    const steps = [
      step(specialist, 'Soạn thảo', 'Trình dự thảo', -30),
      step(leader, 'Ký duyệt', 'Đồng ý ban hành', 0),
      step(clerk, 'Phát hành', 'Vào sổ và phát hành', 20),
    ];
    return { dueOn: null, completedOn: dateOf(registered), steps };
  }
  const due = random.chance(0.7) ? addWorkingDays(registered, random.int(3, 15)) : null;
  const done = addWorkingDays(registered, random.weighted(workingDaysSpent));
  const completed = done <= now && random.chance(0.97) ? done : null;
  const steps = [
    step(clerk, 'Vào sổ', 'Vào sổ văn bản đến', 0),
    step(leader, 'Phân công', 'Giao chuyên môn tham mưu, xử lý', 25),
  ];
  if (completed !== null) steps.push(step(specialist, 'Hoàn thành', 'Đã tham mưu thực hiện', 40, completed));
  return { dueOn: due === null ? null : dateOf(due), completedOn: completed === null ? null : dateOf(completed), steps };
}

interface Sender {
  readonly superiors: readonly WorldAgency[];
  readonly signers: Officers['leaders'];
}

export function sending(
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
