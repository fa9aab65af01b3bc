import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LandUse } from './land-use.type.js';

const List = z.object({
  version: z.string(),
  codes: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string() })),
});

const list = List.parse(JSON.parse(readFileSync(new URL('data/land-use-codes.json', import.meta.url), 'utf8')));
const uses = new Map(list.codes.map((use) => [use.code, { ...use, listVersion: list.version }]));

/** The purpose a symbol stands for. A symbol of another list keeps its code, without a name. */
export const landUseOf = (code: string): LandUse =>
  uses.get(code) ?? { code, name: null, nameEn: null, listVersion: list.version };

/** Symbols of a parcel as registers write them together: `ONT+CLN`. */
export const symbolsIn = (text: string): string[] =>
  text
    .split('+')
    .map((symbol) => symbol.trim())
    .filter((symbol) => symbol !== '');
