import { Directive } from 'type-graphql';
import type { Category, Mask } from '../auth/personal-data.js';

/**
 * On a field, or on a type for all its fields: every signed-in caller may read it. A field that neither this nor a scope speaks of does
 * not compose. An entity is marked field by field, lest what another domain adds to it be public unawares.
 */
export const Public = (): ClassDecorator & MethodDecorator & PropertyDecorator => Directive('@public');

/** On a field that holds personal data: of what kind, and what may stand in its place. Who may read it in the clear, its scopes say. */
export const PersonalData = (category: Category, mask: Mask): MethodDecorator & PropertyDecorator =>
  Directive(`@personalData(category: "${category}", mask: "${mask}")`);

/**
 * On an argument or a property of an input type: to use it tells as much as to read the field at this coordinate (`Person.personalId`),
 * so only who reads that in the clear may.
 */
export const Reveals = (coordinate: string): ParameterDecorator & PropertyDecorator =>
  Directive(`@reveals(field: "${coordinate}")`);

/**
 * On an object type that tells of one person: where in it their personal identifier stands, as a selection. The access log names them by
 * it, however the object was reached.
 */
export const DataSubject = (id: string): ClassDecorator => Directive(`@dataSubject(id: "${id}")`);

/** What brings these directives into a subgraph's SDL, and from there into the supergraph. */
export const hubFeature = `extend schema
  @link(url: "https://lien-thong-hub.example/specs/hub/v1.0", import: ["@public", "@personalData", "@reveals", "@dataSubject"])
  @composeDirective(name: "@public")
  @composeDirective(name: "@personalData")
  @composeDirective(name: "@reveals")
  @composeDirective(name: "@dataSubject")
"""Every signed-in caller may read it."""
directive @public on OBJECT | INTERFACE | FIELD_DEFINITION
"""The field holds personal data."""
directive @personalData(
  """IDENTITY, CONTACT, HEALTH, LOCATION or FINANCE."""
  category: String!
  """What may stand in its place: HIDE, INITIALS, LAST4, YEAR, COARSE or PSEUDONYM."""
  mask: String!
) on FIELD_DEFINITION
"""To use it tells as much as to read a field: only who reads that in the clear may use it."""
directive @reveals(
  """Coordinate of the field, such as Person.personalId."""
  field: String!
) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
"""The object tells of one person."""
directive @dataSubject(
  """Selection that leads to their personal identifier."""
  id: String!
) on OBJECT
`;
