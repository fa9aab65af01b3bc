import { createRandom } from '../../world/random.js';
import { monthlyIndicators } from './monthly.js';
import { figureOf, monthOf } from './observation.js';
import { areaOf, type Store } from './store.js';
import { synthetic } from './synthetic.js';

/** Hands in an estimate of a synthetic percentage for the running month: a seeded choice, the same in every run. Actuals stay as they are. */
export function createEstimator(
  store: Store,
  { seed, today, slugs }: { readonly seed: number; readonly today: string; readonly slugs: readonly string[] },
): () => void {
  const random = createRandom(seed, `estimates ${slugs.join(' ')}`);
  const codes = monthlyIndicators.filter((code) => /^TD\.(?!HOSO\.TIEPNHAN)/.test(code));
  const kyBaoCao = monthOf(Number(today.slice(0, 4)), Number(today.slice(5, 7)));
  return () => {
    const maDiaBan = areaOf(random.pick(slugs));
    const figure = {
      maChiTieu: random.pick(codes),
      giaTri: random.int(500, 990) / 10,
      tinhDen: today,
      trangThai: 'DA_GUI',
    } as const;
    store.submit(figureOf({ maDiaBan, kyBaoCao, loaiDuLieu: 'UOC_TINH', vanBanNguon: synthetic }, figure));
  };
}
