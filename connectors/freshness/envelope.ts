import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { CacheKeys } from './cache-keys.js';
import { decrypt, encrypt } from './personal-cipher.js';
import type { Entity, Entry } from './store.js';

/** Where an answer is kept. It is believed there only. */
export interface Place {
  readonly entity: Entity;
  readonly reader: string;
}

/** An answer in a store outside this process. */
export interface Sealed extends Entry {
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** What the store's generation was, when the source was asked. */
  readonly generation: string;
}

export interface Envelopes {
  /** For everybody, authenticated; for one reader, encrypted. */
  seal(place: Place, sealed: Sealed): Buffer;
  /** Null for whatever this hub did not seal for this place. */
  open(place: Place, data: Buffer): Sealed | null;
}

const version = 1;
const encrypted = 1;
const deflated = 2;
// Version, flags, two times, and the length of the generation, which follows.
const fixedLength = 19;
const macLength = 32;
/** From here on it pays: an eighth is left of a list of 1,000 rows, for 1 ms of either side's time. */
const worthDeflating = 4 * 1024;
const maxInflated = 64 * 1024 * 1024;

/** Seals answers under the keys of one hub. Whoever can write into the store can neither read what is of people nor make an answer up. */
export function createEnvelopes(keys: CacheKeys): Envelopes {
  const placeOf = ({ entity: { source, kind, name }, reader }: Place) =>
    Buffer.from(JSON.stringify([keys.tenant, source, kind, name, keys.fieldOf(reader)]));
  const macOf = (place: Buffer, header: Uint8Array, body: Uint8Array) =>
    createHmac('sha256', keys.mac).update(lengthOf(place)).update(place).update(header).update(body).digest();

  function verified(place: Buffer, header: Buffer, rest: Buffer): Buffer {
    const body = rest.subarray(macLength);
    if (!timingSafeEqual(rest.subarray(0, macLength), macOf(place, header, body))) throw new Error('not ours');
    return body;
  }

  return {
    seal(where, sealed) {
      const place = placeOf(where);
      if (where.reader !== '') {
        // What is of people is short, and its length should not tell how alike it is: it is not made smaller.
        const header = headerOf(encrypted, sealed);
        return Buffer.concat([header, encrypt(keys.encryption, { place, header }, sealed.bytes)]);
      }
      const deflates = sealed.bytes.length >= worthDeflating;
      const header = headerOf(deflates ? deflated : 0, sealed);
      const body = deflates ? deflateRawSync(sealed.bytes, { level: 1 }) : sealed.bytes;
      return Buffer.concat([header, macOf(place, header, body), body]);
    },
    open(where, data) {
      try {
        const header = data.subarray(0, fixedLength + data.readUInt8(fixedLength - 1));
        const rest = data.subarray(header.length);
        const flags = flagsOf(header, where.reader);
        const place = placeOf(where);
        const body = flags & encrypted ? decrypt(keys.encryption, { place, header }, rest) : verified(place, header, rest);
        const bytes = flags & deflated ? inflateRawSync(body, { maxOutputLength: maxInflated }) : body;
        return {
          // A copy: what comes from a connection is a small part of a large piece of memory.
          bytes: new Uint8Array(bytes),
          fetchedAt: header.readDoubleBE(2),
          expiresAt: header.readDoubleBE(10),
          generation: header.toString('latin1', fixedLength),
        };
      } catch {
        return null;
      }
    },
  };
}

function headerOf(flags: number, { fetchedAt, expiresAt, generation }: Sealed): Buffer {
  const header = Buffer.alloc(fixedLength + generation.length);
  header.writeUInt8(version, 0);
  header.writeUInt8(flags, 1);
  header.writeDoubleBE(fetchedAt, 2);
  header.writeDoubleBE(expiresAt, 10);
  header.writeUInt8(generation.length, fixedLength - 1);
  header.write(generation, fixedLength, 'latin1');
  return header;
}

/** Throws for another version, and where what is of people is not encrypted. */
function flagsOf(header: Buffer, reader: string): number {
  const flags = header.readUInt8(1);
  if (header.readUInt8(0) !== version || (flags & encrypted) !== (reader === '' ? 0 : encrypted)) throw new Error('not ours');
  return flags;
}

function lengthOf(part: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  return length;
}
