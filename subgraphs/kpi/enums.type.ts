import { registerEnumType } from 'type-graphql';

export enum IndicatorDirection {
  HIGHER_IS_BETTER = 'HIGHER_IS_BETTER',
  LOWER_IS_BETTER = 'LOWER_IS_BETTER',
  NEUTRAL = 'NEUTRAL',
}
registerEnumType(IndicatorDirection, {
  name: 'IndicatorDirection',
  description: 'Which way an indicator gets better (hướng của chỉ tiêu).',
  valuesConfig: {
    HIGHER_IS_BETTER: { description: 'The more, the better.' },
    LOWER_IS_BETTER: { description: 'The less, the better.' },
    NEUTRAL: { description: 'Neither way is better: a size, not a merit.' },
  },
});

export enum IndicatorAggregation {
  SUM = 'SUM',
  MEAN = 'MEAN',
  RATIO = 'RATIO',
  LAST = 'LAST',
}
registerEnumType(IndicatorAggregation, {
  name: 'IndicatorAggregation',
  description: 'How figures of short periods make that of a long one (cách tổng hợp).',
  valuesConfig: {
    SUM: { description: 'They are added up.' },
    MEAN: { description: 'Their mean is taken.' },
    RATIO: { description: 'Numerators and denominators are added up, then divided.' },
    LAST: { description: 'The last one counts: a state, not a flow.' },
  },
});

export enum ObservationKind {
  TARGET = 'TARGET',
  ACTUAL = 'ACTUAL',
  ESTIMATE = 'ESTIMATE',
}
registerEnumType(ObservationKind, {
  name: 'ObservationKind',
  description: 'What a figure says (loại dữ liệu).',
  valuesConfig: {
    TARGET: { description: 'What is to be reached by the end of the period (mục tiêu).' },
    ACTUAL: { description: 'What was (thực hiện).' },
    ESTIMATE: { description: 'What is thought to have been, until it is known (ước tính).' },
  },
});

export enum ReportPeriodType {
  DAY = 'DAY',
  WEEK = 'WEEK',
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  HALF_YEAR = 'HALF_YEAR',
  NINE_MONTHS = 'NINE_MONTHS',
  YEAR = 'YEAR',
  OTHER = 'OTHER',
}
registerEnumType(ReportPeriodType, {
  name: 'ReportPeriodType',
  description: 'Kind of reporting period (kỳ báo cáo).',
  valuesConfig: {
    DAY: { description: 'A day (ngày).' },
    WEEK: { description: 'A week (tuần).' },
    MONTH: { description: 'A month (tháng).' },
    QUARTER: { description: 'A quarter (quý).' },
    HALF_YEAR: { description: 'Six months (6 tháng).' },
    NINE_MONTHS: { description: 'Nine months (9 tháng).' },
    YEAR: { description: 'A year (năm).' },
    OTHER: { description: 'Any other span (giai đoạn); its days say which.' },
  },
});

export enum ValuePrecision {
  EXACT = 'EXACT',
  APPROXIMATE = 'APPROXIMATE',
  MORE_THAN = 'MORE_THAN',
  LESS_THAN = 'LESS_THAN',
}
registerEnumType(ValuePrecision, {
  name: 'ValuePrecision',
  description: 'How exactly the source gives a figure.',
  valuesConfig: {
    EXACT: { description: 'As a plain number.' },
    APPROXIMATE: { description: 'As "about" or "nearly" that much (khoảng, gần).' },
    MORE_THAN: { description: 'As more than that (hơn, trên): a lower bound.' },
    LESS_THAN: { description: 'As less than that (dưới): an upper bound.' },
  },
});

export enum ObservationStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
}
registerEnumType(ObservationStatus, {
  name: 'ObservationStatus',
  description: 'How far a figure has come in the reporting system (trạng thái dữ liệu).',
  valuesConfig: {
    DRAFT: { description: 'Being entered (dự thảo).' },
    SUBMITTED: { description: 'Sent in, not yet approved (đã gửi).' },
    APPROVED: { description: 'Approved (đã duyệt).' },
  },
});

export enum ReportStatus {
  NOT_DUE = 'NOT_DUE',
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  RETURNED = 'RETURNED',
  OVERDUE = 'OVERDUE',
}
registerEnumType(ReportStatus, {
  name: 'ReportStatus',
  description: 'Where a report stands (trạng thái báo cáo).',
  valuesConfig: {
    NOT_DUE: { description: 'Not sent, and not yet due (chưa gửi).' },
    SUBMITTED: { description: 'Sent, not yet approved (đã gửi).' },
    APPROVED: { description: 'Approved (đã duyệt).' },
    RETURNED: { description: 'Sent back for correction (trả lại).' },
    OVERDUE: { description: 'Not sent, and past its day (quá hạn).' },
  },
});
