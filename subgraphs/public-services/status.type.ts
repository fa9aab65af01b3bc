import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { TypeScopes } from '../../schema/scopes.js';

/** The national codes 1–10 in order: `nationalStatuses[code - 1]`. */
export const nationalStatuses = [
  'REGISTERED',
  'ACCEPTED',
  'REFUSED',
  'IN_PROGRESS',
  'SUPPLEMENT_REQUIRED',
  'PAYMENT_REQUIRED',
  'WITHDRAWN',
  'STOPPED',
  'COMPLETED',
  'RETURNED',
] as const;
export type DossierStatus = (typeof nationalStatuses)[number];
export const DossierStatus = Object.fromEntries(nationalStatuses.map((name) => [name, name])) as {
  readonly [Name in DossierStatus]: Name;
};

registerEnumType(DossierStatus, {
  name: 'DossierStatus',
  description: 'Where a dossier stands (trạng thái hồ sơ), in the ten codes of the National Public Service Portal.',
  valuesConfig: {
    REGISTERED: { description: '1: newly registered (mới đăng ký).' },
    ACCEPTED: { description: '2: accepted (được tiếp nhận).' },
    REFUSED: { description: '3: not accepted (không được tiếp nhận).' },
    IN_PROGRESS: { description: '4: being handled (đang xử lý).' },
    SUPPLEMENT_REQUIRED: { description: '5: further papers asked for (yêu cầu bổ sung giấy tờ).' },
    PAYMENT_REQUIRED: { description: '6: a financial duty to be met (yêu cầu thực hiện nghĩa vụ tài chính).' },
    WITHDRAWN: { description: '7: withdrawn at the citizen’s request (công dân yêu cầu rút hồ sơ).' },
    STOPPED: { description: '8: handling stopped (dừng xử lý).' },
    COMPLETED: { description: '9: handled, the result awaits collection (đã xử lý xong).' },
    RETURNED: { description: '10: the result has been handed over (đã trả kết quả).' },
  },
});

const open: ReadonlySet<DossierStatus> = new Set([
  'REGISTERED',
  'ACCEPTED',
  'IN_PROGRESS',
  'SUPPLEMENT_REQUIRED',
  'PAYMENT_REQUIRED',
]);

/** Is a dossier in this status still to be finished? */
export const isOpen = (status: DossierStatus): boolean => open.has(status);

@TypeScopes('public-services:read')
@ObjectType({ description: 'The status as the source itself has it, before it is mapped to the national code.' })
export class RawDossierStatus {
  @Field(() => Int, { description: 'The source’s own number; not comparable between sources.' })
  code!: number;

  @Field(() => String, { description: 'The source’s own name for it, in Vietnamese.' })
  name!: string;
}
