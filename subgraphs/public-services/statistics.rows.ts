import type { Caller } from '../../auth/caller.js';
import { isSuppressed, suppressedRows, type CountedGroup } from '../../schema/small-groups.js';
import type { DossierStatistics, SatisfactionCounts } from './statistics.type.js';

type Ratings = Record<'satisfied' | 'acceptable' | 'unsatisfied' | 'total', number> & Pick<SatisfactionCounts, 'satisfiedShare'>;

/** Statistics as the source reports them, before anything is withheld. */
export interface DossierFigures extends Omit<DossierStatistics, 'suppressed' | 'received' | 'satisfaction'> {
  readonly received: number;
  readonly satisfaction: Ratings;
}

/** What `caller` may see of `figures`: few dossiers are few applicants. */
export function shownTo(caller: Caller, figures: DossierFigures, place: Omit<CountedGroup, 'scope'>): DossierStatistics {
  const group: CountedGroup = { scope: 'public-services:personal', ...place };
  if (isSuppressed(figures.received, caller, group)) return { ...withheld, provenance: figures.provenance };
  // Smaller counts within (two overdue) stay: who runs an agency needs them, and whoever reads statistics may list the dossiers, without names.
  return { ...figures, suppressed: false, satisfaction: ratings(figures.satisfaction, caller, group) };
}

const noRatings: SatisfactionCounts = {
  suppressed: true,
  satisfied: null,
  acceptable: null,
  unsatisfied: null,
  total: null,
  satisfiedShare: null,
};

const withheld: Omit<DossierStatistics, 'provenance'> = {
  suppressed: true,
  received: null,
  completed: null,
  inProgress: null,
  onTime: null,
  overdue: null,
  onTimeShare: null,
  onlineShare: null,
  byStatus: null,
  byServiceLevel: null,
  satisfaction: noRatings,
};

/** Ratings are what people think, not how an agency does: few of them, and few of one kind among many, are withheld. */
function ratings(counted: Ratings, caller: Caller, group: CountedGroup): SatisfactionCounts {
  const { satisfied, acceptable, unsatisfied, total, satisfiedShare } = counted;
  if (isSuppressed(total, caller, group)) return noRatings;
  const [noSatisfied, noAcceptable, noUnsatisfied] = suppressedRows([satisfied, acceptable, unsatisfied], caller, group);
  return {
    suppressed: Boolean(noSatisfied || noAcceptable || noUnsatisfied),
    satisfied: noSatisfied ? null : satisfied,
    acceptable: noAcceptable ? null : acceptable,
    unsatisfied: noUnsatisfied ? null : unsatisfied,
    total,
    satisfiedShare: noSatisfied ? null : satisfiedShare,
  };
}
