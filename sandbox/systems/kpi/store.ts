import { createClock } from '../../clock.js';
import type { World, WorldJurisdiction } from '../../world/types.js';
import { catalogueOf } from './catalogue.js';
import { dongHaFigures } from './dong-ha-figures.js';
import { hueFigures } from './hue-figures.js';
import { monthlyFigures, monthlyIndicators, type Counts } from './monthly.js';
import { communePopulation } from './people-figures.js';
import { createChanges, type Changes } from './changes.js';
import type { ByArea } from './query.js';
import type { RawIndicator, RawObservation, RawRegime, RawReport } from './raw.type.js';
import { regimesOf, reportsOf } from './reports.js';
import { vinhActuals } from './vinh-actuals.js';
import { vinhTargets } from './vinh-targets.js';

/** All that one province's reporting system holds. */
export interface Store {
  readonly indicators: readonly RawIndicator[];
  readonly regimes: readonly RawRegime[];
  readonly observations: ByArea<RawObservation>;
  readonly reports: ByArea<RawReport>;
  /** Takes down a figure that was handed in; false where an approved one stands in its place. */
  readonly submit: (figure: RawObservation) => boolean;
  /** What was taken down since the system began. */
  readonly changes: Changes;
}

/** The real figures of the source documents, by jurisdiction. */
const documented: Readonly<Record<string, (area: string) => RawObservation[]>> = {
  vinh: (area) => [...vinhTargets(area), ...vinhActuals(area)],
  'dong-ha': dongHaFigures,
  hue: hueFigures,
};

/** A city is no administrative unit any more and has no official code: the reporting system gives it one of its own. */
export const areaOf = (slug: string): string => `DT-${slug.toUpperCase()}`;

export function createStore(world: World, jurisdictions: readonly WorldJurisdiction[], counts: Counts): Store {
  const observations = new Map<string, RawObservation[]>();
  for (const jurisdiction of jurisdictions) {
    const { slug } = jurisdiction;
    const area = areaOf(slug);
    observations.set(area, [...(documented[slug]?.(area) ?? []), ...monthlyFigures(world, counts, slug, area)]);
    for (const row of communePopulation(world, jurisdiction))
      observations.set(row.diaBan.maDiaBan, [...(observations.get(row.diaBan.maDiaBan) ?? []), row]);
  }
  const changes = createChanges(createClock(`${world.today}T08:00:00+07:00`));
  const used = [...observations.values()].flat().map(({ maChiTieu }) => maChiTieu);
  return {
    indicators: catalogueOf(new Set([...monthlyIndicators, ...used])),
    regimes: regimesOf(Object.fromEntries(jurisdictions.map(({ slug }) => [slug, areaOf(slug)]))),
    observations,
    submit: submitInto(observations, changes),
    changes,
    reports: new Map(jurisdictions.map(({ slug }) => [areaOf(slug), reportsOf(world, slug, areaOf(slug))])),
  };
}

const submitInto = (observations: Map<string, RawObservation[]>, changes: Changes) => (figure: RawObservation) => {
  const { maDiaBan } = figure.diaBan;
  const held = observations.get(maDiaBan) ?? [];
  const inItsPlace = held.filter((row) => isSame(row, figure));
  if (inItsPlace.some(({ trangThai }) => trangThai === 'DA_DUYET')) return false;
  observations.set(maDiaBan, [...held.filter((row) => !inItsPlace.includes(row)), figure]);
  changes.note(figure);
  return true;
};

const isSame = (a: RawObservation, b: RawObservation): boolean =>
  a.maChiTieu === b.maChiTieu &&
  a.loaiDuLieu === b.loaiDuLieu &&
  a.kyBaoCao.tuNgay === b.kyBaoCao.tuNgay &&
  a.kyBaoCao.denNgay === b.kyBaoCao.denNgay &&
  a.binhQuanTheo === null &&
  a.phanTo.length === 0;
