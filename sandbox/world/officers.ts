import { fullName } from './names.js';
import { createRandom } from './random.js';
import type { WorldAgency } from './types.js';

export interface Officers {
  readonly reception: readonly string[];
  readonly specialists: readonly string[];
  readonly leaders: readonly { readonly fullName: string; readonly position: string }[];
}

/** Who works where: the same few names in every case and document of an agency. */
export function createOfficers(seed: number, agencies: readonly WorldAgency[]): ReadonlyMap<string, Officers> {
  const random = createRandom(seed, 'officers');
  const name = () => fullName(random, random.pick(['MALE', 'FEMALE'] as const));
  return new Map(
    agencies.map(({ id, name: agency }) => {
      const head = agency.startsWith('UBND') ? 'Chủ tịch' : agency.startsWith('Văn phòng') ? 'Chánh Văn phòng' : 'Giám đốc';
      return [
        id,
        {
          reception: [name(), name()],
          specialists: [name(), name(), name(), name()],
          leaders: [
            { fullName: name(), position: head },
            { fullName: name(), position: `Phó ${head}` },
          ],
        },
      ];
    }),
  );
}
