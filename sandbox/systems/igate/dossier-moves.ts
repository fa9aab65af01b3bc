import type { Clock } from '../../clock.js';
import { createRandom } from '../../world/random.js';
import type { WorldDossier } from '../../world/types.js';
import type { DossierIndex } from './dossier-index.js';

type Step = WorldDossier['steps'][number];
const officer = 'Cán bộ một cửa';

/** Open statuses of the world → what becomes of a dossier next. */
const nextOf: Readonly<Record<number, (dossier: WorldDossier, at: string) => WorldDossier>> = {
  0: accepted,
  1: accepted,
  2: (dossier, at) => ({ ...dossier, status: 4, completedAt: at, steps: ended(dossier.steps, at, 'Trả kết quả') }),
  3: (dossier) => ({ ...dossier, status: 2 }),
  4: (dossier, at) => ({ ...dossier, status: 5, returnedAt: at, steps: ended(dossier.steps, at, null) }),
  9: (dossier) => ({ ...dossier, status: 2 }),
};

/** Takes one of the dossiers that are under way a step further: a seeded choice, the same in every run. */
export function createDossierMover(index: DossierIndex, seed: number, clock: Clock): () => void {
  const random = createRandom(seed, 'dossier moves');
  return () => {
    const underWay = index.all.filter(({ dossier }) => Object.hasOwn(nextOf, dossier.status));
    if (underWay.length === 0) return;
    const entry = random.pick(underWay);
    const at = clock();
    entry.move(nextOf[entry.dossier.status]!(entry.dossier, at), at);
  };
}

function accepted(dossier: WorldDossier, at: string): WorldDossier {
  const steps: Step[] = [
    ...ended(dossier.steps, at, null),
    { name: 'Tiếp nhận hồ sơ', officer, startedAt: at, endedAt: at },
    { name: 'Thẩm định hồ sơ', officer, startedAt: at, endedAt: null },
  ];
  return { ...dossier, status: 2, acceptedAt: dossier.acceptedAt ?? at, steps };
}

const ended = (steps: readonly Step[], at: string, next: string | null): readonly Step[] => [
  ...steps.map((step) => ({ ...step, endedAt: step.endedAt ?? at })),
  ...(next === null ? [] : [{ name: next, officer, startedAt: at, endedAt: null }]),
];
