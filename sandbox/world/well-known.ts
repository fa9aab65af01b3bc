/** Rows that every world holds, whatever its seed and scale, so that examples and tests can name them. */
export const wellKnown = {
  personalId: '040199000001',
  dossierCode: 'H41.17-260609-0012',
  parcelCode: 'w774q0td1rjt',
  /** A point inside the parcel, WGS 84. */
  lon: 105.740036,
  lat: 18.679886,
  /** Of the document that answers the dossier, within Nghệ An's iOffice. */
  documentId: 10001,
  communeCode: '16690',
  agencyId: 'H41.17',
  jurisdiction: 'vinh',
} as const;
