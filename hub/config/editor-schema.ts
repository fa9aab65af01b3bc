import { z } from 'zod';
import { descriptions } from './descriptions.js';
import { hubForm } from './form.js';
import { isSecretAt } from './secrets.js';

/** A JSON Schema, as far as it is looked into here. */
interface Schema {
  [key: string]: unknown;
  description?: string;
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  oneOf?: Schema[];
  anyOf?: Schema[];
}

const reference = { $ref: '#/$defs/secret' };

function editorSchema(): Schema {
  const printed = z.toJSONSchema(hubForm({}), { io: 'input', unrepresentable: 'any' }) as Schema;
  describe(printed, '');
  const source = printed.properties!['sources']!.items!;
  for (const part of ['auth', 'tls']) byReference(source.properties![part]!, part);
  source.properties!['options'] = { ...source.properties!['options'], ...secretsIn };
  return {
    ...printed,
    title: 'hub.yaml',
    description: 'The sources a Liên Thông Hub reads, the issuers it trusts, and what is kept for how long.',
    $defs: { secret },
  };
}

/** What editors need to know to help with hub.yaml. */
export const printEditorSchema = (): string => `${JSON.stringify(editorSchema(), null, 2)}\n`;

const secret = {
  description: 'A secret, by reference: the name of an environment variable, or a file that holds it.',
  oneOf: (['env', 'file'] as const).map((key) => ({
    type: 'object',
    properties: { [key]: { type: 'string', minLength: 1 } },
    required: [key],
    additionalProperties: false,
  })),
};

/** Names of secrets among options; the loader knows exceptions, and more spellings. */
const secretsIn = {
  patternProperties: { '([sS]ecret|[pP]assword|[pP]assphrase|[tT]oken|[kK]ey)$': reference },
};

function describe(schema: Schema, at: string): void {
  const text = descriptions[at];
  if (text !== undefined) schema.description = text;
  for (const [key, property] of Object.entries(schema.properties ?? {})) describe(property, at === '' ? key : `${at}.${key}`);
  if (schema.items) describe(schema.items, `${at}[]`);
  for (const one of [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) describe(one, at);
}

/** Lets strings be references, and secrets nothing else. */
function byReference(schema: Schema, part: string): void {
  for (const one of schema.oneOf ?? []) byReference(one, part);
  const { properties = {} } = schema;
  for (const [key, property] of Object.entries(properties))
    if (property.type === 'string' && !('const' in property)) properties[key] = referable(property, isSecretAt(part, key));
}

const referable = ({ description, ...plain }: Schema, secretOnly: boolean): Schema => ({
  ...(description !== undefined && { description }),
  anyOf: secretOnly ? [reference] : [plain, reference],
});
