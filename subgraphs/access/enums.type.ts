import { registerEnumType } from 'type-graphql';
import { categories, type Category } from '../../auth/personal-data.js';
import { purposeNames, purposes, type Purpose } from '../../auth/purposes.js';
import { outcomeNames, type OutcomeName } from './reader.js';

/** An enum of these names, each its own value. */
const enumOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { readonly [One in Name]: One };

const describing = <Name extends string>(texts: Readonly<Record<Name, string>>) =>
  Object.fromEntries(Object.entries<string>(texts).map(([name, description]) => [name, { description }])) as Record<
    Name,
    { description: string }
  >;

export const AccessPurposeCode = enumOf(purposeNames);
registerEnumType(AccessPurposeCode, {
  name: 'AccessPurposeCode',
  description: 'Why personal data was read (mục đích truy cập), as the header X-Purpose says it.',
  valuesConfig: describing(
    Object.fromEntries(purposeNames.map((name) => [name, purposes[name].description])) as Record<Purpose, string>,
  ),
});

export const PersonalDataCategory = enumOf(Object.keys(categories) as Category[]);
registerEnumType(PersonalDataCategory, {
  name: 'PersonalDataCategory',
  description: 'A kind of personal data (loại dữ liệu cá nhân).',
  valuesConfig: describing(categories),
});

export const AccessOutcome = enumOf(outcomeNames);
registerEnumType(AccessOutcome, {
  name: 'AccessOutcome',
  description: 'How a question to the hub ended (kết quả).',
  valuesConfig: describing<OutcomeName>({
    GRANTED: 'Answered whole.',
    PARTIAL: 'Answered in part: some field was denied, or its source failed.',
    DENIED: 'Refused: no token, no right, no purpose, or every field denied.',
    INVALID: 'No question the hub could read.',
    LIMITED: 'Too large, or too many.',
    TIMED_OUT: 'It took longer than it may.',
    FAILED: 'Something went wrong, and no data was answered.',
    UNAVAILABLE: 'The hub could not answer: no log, no keys, shutting down.',
    ABORTED: 'The client was gone before the answer.',
  }),
});

export const DisclosureState = enumOf(['CLEAR', 'MASKED'] as const);
registerEnumType(DisclosureState, {
  name: 'DisclosureState',
  description: 'Whether a personal value was shown (hiển thị) or hidden behind a mask (che).',
  valuesConfig: describing({ CLEAR: 'The value itself.', MASKED: 'A mask in its place.' }),
});

export const AccessSourceStatus = enumOf(['OK', 'FAILED'] as const);
registerEnumType(AccessSourceStatus, {
  name: 'AccessSourceStatus',
  description: 'Whether a part of the hub that was asked answered (trạng thái nguồn).',
  valuesConfig: describing({ OK: 'It answered.', FAILED: 'It did not answer, or not what could be read.' }),
});

export const AccessSummaryKey = enumOf(['ACTOR', 'PURPOSE', 'DOMAIN', 'DAY'] as const);
registerEnumType(AccessSummaryKey, {
  name: 'AccessSummaryKey',
  description: 'By what the access log is counted (tiêu chí thống kê).',
  valuesConfig: describing({
    ACTOR: 'By who asked (người truy cập).',
    PURPOSE: 'By purpose (mục đích).',
    DOMAIN: 'By domain (lĩnh vực): health, land, ….',
    DAY: 'By day in Vietnamese time (ngày).',
  }),
});

export const AccessPatternKind = enumOf(['OFF_HOURS', 'MANY_SUBJECTS', 'BREAK_GLASS'] as const);
registerEnumType(AccessPatternKind, {
  name: 'AccessPatternKind',
  description: 'What is unusual about a day’s accesses of one account (dấu hiệu bất thường).',
  valuesConfig: describing({
    OFF_HOURS:
      'Other people’s data read between 18:00 and 07:00, or on a Saturday or Sunday (ngoài giờ hành chính), in Vietnamese time. Public holidays count as other days.',
    MANY_SUBJECTS: 'Data of very many people read in one day (truy cập dữ liệu của nhiều người).',
    BREAK_GLASS: 'An emergency claimed (truy cập khẩn cấp), which is to be reviewed.',
  }),
});

export const AnchoringState = enumOf(['ANCHORED', 'GRACE', 'STOPPED'] as const);
registerEnumType(AnchoringState, {
  name: 'AnchoringState',
  description: 'Whether the newest checkpoint is kept in another place as well (neo giữ bên ngoài).',
  valuesConfig: describing({
    ANCHORED: 'It is.',
    GRACE: 'No place has taken it for a while; personal data is still answered.',
    STOPPED: 'None has for too long: no personal data is answered until one does.',
  }),
});
