import { fromDay, incoming, type StoredDocument } from './rows.js';
import { fold, type Store } from './store.js';

export type Body = Readonly<Record<string, unknown>>;

const texts = (value: unknown): readonly string[] | null => (Array.isArray(value) && value.length > 0 ? value.map(String) : null);
const word = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** The documents a search body asks for, newest first. An empty field asks nothing. */
export function search(store: Store, body: Body): readonly StoredDocument[] {
  const tests = [secrecyTest(body), agencyTest(body), ...wordTests(body), ...dayTests(body), textTest(body)].filter(
    (test) => test !== null,
  );
  return candidates(store, body).filter((document) => tests.every((test) => test(document)));
}

/** One page of `documents`, and how many there are. Pages count from 1. */
export function pageOf<T>(documents: readonly T[], body: Body): { readonly tongSo: number; readonly danhSach: readonly T[] } {
  const size = Math.min(Math.max(Number(body['pageRec']) || 10, 1), 200);
  const page = Math.max(Number(body['pageNo']) || 1, 1);
  return { tongSo: documents.length, danhSach: documents.slice((page - 1) * size, page * size) };
}

// The narrowest index the body allows; one agency's list is already in order.
function candidates(store: Store, body: Body): readonly StoredDocument[] {
  const ids = texts(body['dsId']);
  if (ids) return inOrder(ids.map((id) => store.byId.get(Number(id))).filter((document) => document !== undefined));
  const codes = texts(body['dsMaHoSo']);
  if (codes) return inOrder(codes.flatMap((code) => store.byDossier.get(code) ?? []));
  const agencies = texts(body['dsDonVi']);
  if (agencies?.length === 1) return store.byAgency.get(agencies[0]!) ?? [];
  return store.all;
}

const inOrder = (documents: readonly StoredDocument[]) =>
  [...new Set(documents)].toSorted((a, b) => b.registeredOn.localeCompare(a.registeredOn) || b.id - a.id);

type Test = ((document: StoredDocument) => boolean) | null;

function agencyTest(body: Body): Test {
  const agencies = texts(body['dsDonVi']);
  if (!agencies) return null;
  const wanted = new Set(agencies);
  return ({ agencyId }) => wanted.has(agencyId);
}

function secrecyTest(body: Body): Test {
  const secrecy = word(body['doMat']);
  return secrecy === null ? null : (document) => document.secrecy === secrecy;
}

const urgencies = ['Thường', 'Khẩn', 'Thượng khẩn', 'Hỏa tốc'];

function wordTests(body: Body): Test[] {
  const [direction, type, urgency, signer] = ['congVanDenDi', 'hinhThucVanBan', 'doKhan', 'nguoiKiChinh'].map((name) =>
    word(body[name]),
  );
  const foldedSigner = signer ? fold(signer) : null;
  return [
    direction ? (document) => (document.direction === 'INCOMING') === (direction === incoming) : null,
    type ? (document) => document.type === type : null,
    urgency ? (document) => urgencies[document.urgency] === urgency : null,
    foldedSigner ? (document) => fold(document.signer.fullName).includes(foldedSigner) : null,
  ];
}

function dayTests(body: Body): Test[] {
  const [from, to] = [fromDay(body['tuNgay']), fromDay(body['denNgay'])];
  return [from ? ({ registeredOn }) => registeredOn >= from : null, to ? ({ registeredOn }) => registeredOn <= to : null];
}

function textTest(body: Body): Test {
  const text = word(body['param']);
  if (text === null) return null;
  const folded = fold(text);
  return (document) => document.folded.includes(folded);
}
