import { isRefusedWith } from '../../connectors/refused-with.js';
import type { PackageClient } from '../../connectors/report-packages.js';
import { badData } from '../../connectors/shaped.js';
import { HubError } from '../../core/errors.js';
import type { SourceConfig } from '../../core/sources.js';
import { keyAlreadyUsed } from '../../schema/idempotency-key.js';
import type { Areas } from './areas.js';
import { RawObservation, toObservation } from './observation.connector.js';
import type { IndicatorObservation, ReportPeriod } from './observation.type.js';
import { periodTypes } from './shapes.js';

export interface SubmittedFigure {
  readonly code: string;
  /** The system's own code of the place. */
  readonly area: string;
  readonly period: ReportPeriod;
  readonly value: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly asOf: string;
}

interface Door {
  readonly client: PackageClient;
  readonly source: SourceConfig;
  readonly areas: Areas;
}

const keyUsed = 409;
const approved = 423;

/** Hands in an actual. Sent once: whether a write that failed was made, only the caller's next try under the same key can tell. */
export async function submitTo(
  { client, source, areas }: Door,
  figure: SubmittedFigure,
  requestKey: string,
): Promise<IndicatorObservation> {
  const rows = await client
    .submit('so-lieu-bao-cao', { maYeuCau: requestKey, ...rawFigure(figure) }, RawObservation)
    .catch((error: unknown) => {
      throw refusalOf(error);
    });
  const [row] = rows;
  if (rows.length !== 1 || row?.maChiTieu !== figure.code || row.diaBan.maDiaBan !== figure.area)
    throw badData(source.id, 'another figure than was handed in');
  return toObservation(row, source, areas);
}

function rawFigure({ code, area, period, value, numerator, denominator, asOf }: SubmittedFigure) {
  const [loaiKy] = Object.entries(periodTypes).find(([, type]) => type === period.type)!;
  return {
    maChiTieu: code,
    maDiaBan: area,
    kyBaoCao: { loaiKy, tuNgay: period.start, denNgay: period.end, tenKy: period.label },
    giaTri: value,
    tuSo: numerator,
    mauSo: denominator,
    tinhDen: asOf,
  };
}

function refusalOf(error: unknown): unknown {
  if (isRefusedWith(keyUsed, error)) return keyAlreadyUsed();
  if (!isRefusedWith(approved, error)) return error;
  const message = 'Argument "input.period": the figure of this period is approved, and no longer to be changed.';
  return new HubError('BAD_USER_INPUT', message, { argument: 'input.period' });
}
