import { asciiName, fullName, streetAddress } from './names.js';
import { inSentence, provinceNames } from './places.js';
import { createRandom, type Random } from './random.js';
import type { WorldCommune, WorldJurisdiction, WorldPerson } from './types.js';
import { wellKnown } from './well-known.js';

// Personal identifiers keep the code of the province of birth registration, as it was before July 2025.
const birthProvinces: Readonly<Record<string, string>> = { 'dong-hoi': '044', 'dong-ha': '045', hue: '046' };

/** Born from this year on, a person was not of age when the world's cases begin. */
export const firstMinorYear = 2003;

export function createPeople(
  seed: number,
  jurisdictions: readonly WorldJurisdiction[],
  perJurisdiction: number,
): readonly WorldPerson[] {
  const random = createRandom(seed, 'people');
  const serials = serialNumbers();
  return jurisdictions.flatMap((jurisdiction) => {
    const { communes, slug } = jurisdiction;
    const known = slug === wellKnown.jurisdiction ? [hanh(jurisdiction)] : [];
    const others = Array.from({ length: perJurisdiction - known.length }, (_, index) => {
      // The first two of every commune are grown-ups of both sexes: each commune has someone who can use land.
      const adult = index < communes.length * 2;
      return createPerson(random, jurisdiction, communes[index % communes.length]!, {
        sex: adult ? (index < communes.length ? 'MALE' : 'FEMALE') : random.pick(['MALE', 'FEMALE'] as const),
        year: adult || random.chance(0.85) ? random.int(1941, firstMinorYear - 1) : random.int(firstMinorYear, 2025),
        serial: serials(),
      });
    });
    return [...known, ...others];
  });
}

interface Traits {
  readonly sex: 'MALE' | 'FEMALE';
  readonly year: number;
  readonly serial: string;
}

function createPerson(
  random: Random,
  { slug, province }: WorldJurisdiction,
  commune: WorldCommune,
  { sex, year, serial }: Traits,
): WorldPerson {
  const name = fullName(random, sex);
  // Third digit group: sex and century (0 man, 1 woman of the 20th; 2, 3 of the 21st), then the year of birth.
  const centuryAndSex = (year >= 2000 ? 2 : 0) + (sex === 'FEMALE' ? 1 : 0);
  return {
    personalId: `${birthProvinces[slug] ?? '040'}${centuryAndSex}${String(year % 100).padStart(2, '0')}${serial}`,
    fullName: name,
    sex,
    birthDate: `${year}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
    jurisdiction: slug,
    communeCode: commune.code,
    address: `${streetAddress(random)}, ${inSentence(commune.name)}, ${provinceNames[province]}`,
    phone: `0999${serial}`,
    email: `${asciiName(name)}.${serial}@example.com`,
    hasHealthRecord: random.chance(0.8),
  };
}

function hanh({ communes, province }: WorldJurisdiction): WorldPerson {
  const commune = communes.find(({ code }) => code === wellKnown.communeCode)!;
  return {
    personalId: wellKnown.personalId,
    fullName: 'Nguyễn Thị Minh Hạnh',
    sex: 'FEMALE',
    birthDate: '1999-03-08',
    jurisdiction: wellKnown.jurisdiction,
    communeCode: wellKnown.communeCode,
    address: `Số 17 đường Lê Duẩn, ${inSentence(commune.name)}, ${provinceNames[province]}`,
    phone: '0999000001',
    email: 'nguyen-thi-minh-hanh@example.com',
    hasHealthRecord: true,
  };
}

/** Six digits that never repeat and look unordered: a walk over the residues of a prime. Starts after 000001. */
function serialNumbers(): () => string {
  let serial = 1;
  return () => String((serial = (serial * 5) % 999_983)).padStart(6, '0');
}
