import type { Purpose } from '../../auth/purposes.js';
import type { RecordedPurpose, Visibility } from './record.js';

export interface VisibilityOptions {
  /** Days until the people concerned may read of accesses for a purpose. */
  readonly delayDays: Readonly<Partial<Record<Purpose, number>>>;
  /** Case references whose accesses an order withholds, until a day or until it is lifted. */
  readonly withheldCases: readonly { readonly case: string; readonly order: string; readonly until: string | null }[];
}

/** An inspection would be told of by its own traces: citizens read of it a month later. */
export const defaultVisibility: VisibilityOptions = { delayDays: { AUDIT: 30, SUPERVISION: 30 }, withheldCases: [] };

export interface VisibilityRules {
  /** When the people concerned may read of an access made at `at`. */
  of(purpose: RecordedPurpose | null, at: Date): Visibility;
}

const day = 24 * 60 * 60 * 1000;

export function visibilityRules({ delayDays, withheldCases }: VisibilityOptions): VisibilityRules {
  return {
    of(purpose, at) {
      const order = withheldCases.find((one) => purpose?.case !== null && one.case === purpose?.case);
      if (order) return { class: 'WITHHELD', until: order.until };
      const days = purpose ? (delayDays[purpose.code] ?? 0) : 0;
      return days > 0
        ? { class: 'DELAYED', until: new Date(at.getTime() + days * day).toISOString() }
        : { class: 'NOW', until: null };
    },
  };
}
