import { groupBy } from '../../core/group-by.js';
import type { Box } from './box.js';
import type { ParcelNumber, ParcelQuery, ParcelSelection } from './parcel-source.js';

/** How one protocol says the conditions that parcels are asked by. */
export interface FilterBuilder<F> {
  readonly isIn: (column: string, values: readonly (string | number)[]) => F;
  readonly and: (parts: readonly F[]) => F;
  readonly or: (parts: readonly F[]) => F;
  readonly atPoint: (lon: number, lat: number) => F;
  readonly inBox: (box: Box) => F;
}

/** The filter for `query`, in the words of one protocol. */
export function parcelFilter<F>(build: FilterBuilder<F>, { select, communes, usedBy }: ParcelQuery): F {
  const parts = [selected(build, select)];
  if (communes) parts.push(build.isIn('MaXa', communes));
  if (usedBy !== undefined) parts.push(usedByAny(build, [usedBy]));
  return parts.length === 1 ? parts[0]! : build.and(parts);
}

/** True where the filter for `query` holds personal identifiers. */
export const isPersonal = ({ select, usedBy }: ParcelQuery): boolean => select.by === 'user' || usedBy !== undefined;

function selected<F>(build: FilterBuilder<F>, select: ParcelSelection): F {
  switch (select.by) {
    case 'code':
      return build.isIn('MaThuaDat', select.codes);
    case 'number':
      return numbered(build, select.numbers);
    case 'user':
      return usedByAny(build, select.personalIds);
    case 'point':
      return build.atPoint(select.lon, select.lat);
    case 'box':
      return build.inBox(select.box);
    case 'commune':
      return build.isIn('MaXa', [select.communeCode]);
    default:
      return select satisfies never;
  }
}

const usedByAny = <F>(build: FilterBuilder<F>, personalIds: readonly string[]) =>
  build.or([build.isIn('SoDinhDanh1', personalIds), build.isIn('SoDinhDanh2', personalIds)]);

function numbered<F>(build: FilterBuilder<F>, numbers: readonly ParcelNumber[]): F {
  const sheets = groupBy(numbers, ({ communeCode, sheetNumber }) => `${communeCode}/${sheetNumber}`);
  return build.or(
    [...sheets.values()].map((parcels) =>
      build.and([
        build.isIn('MaXa', [parcels[0]!.communeCode]),
        build.isIn('SoHieuToBanDo', [parcels[0]!.sheetNumber]),
        build.isIn(
          'SoThuTuThua',
          parcels.map(({ parcelNumber }) => parcelNumber),
        ),
      ]),
    ),
  );
}
