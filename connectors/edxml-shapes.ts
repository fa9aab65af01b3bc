import { z } from 'zod';
import { EdxmlDay, EdxmlInstant } from './edxml-dates.js';

const Text = z.string().nullable();
// Codes of a list are kept only when they are numbers; a vendor's word in their place is no reason to lose the message.
const Code = z
  .string()
  .nullable()
  .transform((text) => (text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null));

/** An organization on the axis. Its addresses and telephones are not kept: they may be a person's. */
const Party = z.object({ organId: z.string().min(1).max(100), organName: Text });

const ResponseFor = z.object({
  organId: Text,
  code: Text,
  promulgatedOn: EdxmlDay.nullable(),
  documentId: Text,
});

const Attachment = z.object({ contentId: Text, name: Text, contentType: Text, sizeBytes: z.number().int().min(0) });

/** An edXML message (QCVN 102:2016/BTTTT): one document on its way from one organization to others. */
export const EdxmlMessage = z.object({
  documentId: z.string().min(1).max(300),
  from: Party,
  to: z.array(Party),
  codeNumber: Text,
  codeNotation: Text,
  place: Text,
  promulgatedOn: EdxmlDay.nullable(),
  /** By name: the type's code means different things to different vendors. */
  documentType: Text,
  subject: Text,
  signer: z.object({ fullName: Text, position: Text, competence: Text }),
  dueOn: EdxmlDay.nullable(),
  toPlaces: z.array(z.string()),
  /** 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc, 4 hỏa tốc hẹn giờ. */
  priority: Code,
  /** 1 not steering, 2 steering (chỉ đạo), 3 a report on steering. */
  steeringType: Code,
  /** 0 new, 1 recall, 2 update, 3 replacement. */
  businessType: Code,
  pages: Code,
  responseFor: z.array(ResponseFor),
  attachments: z.array(Attachment),
});
export type EdxmlMessage = z.infer<typeof EdxmlMessage>;

/** A status message: what a recipient says it did with a document. The member of staff it names is not kept. */
export const EdxmlStatus = z.object({
  /** Id of the document it answers. */
  documentId: z.string().min(1).max(300),
  from: Party,
  /** Two digits: 01 arrived … 16. */
  statusCode: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform((code) => code.padStart(2, '0')),
  description: Text,
  at: EdxmlInstant.nullable(),
});
export type EdxmlStatus = z.infer<typeof EdxmlStatus>;
