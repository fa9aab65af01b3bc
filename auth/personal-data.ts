// What the schema's @personalData(category, mask) may say. Who may read the field in the clear, its scopes decide.

/** What kind of personal data a field holds. */
export const categories = {
  IDENTITY: 'Who a person is: names, identifiers, date of birth, sex.',
  CONTACT: 'How to reach a person: telephone, e-mail.',
  HEALTH: 'What a health record says of a person.',
  LOCATION: 'Where a person lives, or belongs.',
  FINANCE: 'What a person owns, owes or has paid.',
} as const;
export type Category = keyof typeof categories;

/** What may stand in the place of a value for those who may know that there is one, but not which. */
export const masks = {
  HIDE: 'Nothing of the value.',
  INITIALS: 'The first letter of each word.',
  LAST4: 'The last four characters.',
  YEAR: 'The year of a day or time.',
  COARSE: 'A rougher value: of an address, the province.',
  PSEUDONYM: 'A keyed hash, the same for one value and one audience, so that records can still be joined.',
} as const;
export type Mask = keyof typeof masks;

/** The mark of one field. */
export interface PersonalData {
  readonly category: Category;
  readonly mask: Mask;
}
