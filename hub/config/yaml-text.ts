import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type ErrorCode } from 'yaml';
import { writtenPath, type Fault, type Step } from './faults.js';

/** A YAML text as values, and where in the text each stands. */
export interface YamlText {
  readonly value: unknown;
  /** What keeps the text from being read at all. */
  readonly faults: readonly Fault[];
  /** A fault at the value of that path; at the key itself where `key` names one; where there is neither, at what would hold it. */
  readonly fault: (path: readonly Step[], message: string, key?: string) => Fault;
}

export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const faults: Fault[] = document.errors.map(({ code, pos }) => ({ at: '', ...placeOf(pos[0]), message: messageOf(code) }));
  return {
    value: faults.length > 0 ? undefined : valueOf(document, faults),
    faults,
    fault: (path, message, key) => ({
      at: writtenPath(key === undefined ? path : [...path, key]),
      ...placeOf(offsetOf(document, path, key)),
      message,
    }),
  };
}

function valueOf(document: Document, faults: Fault[]): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch {
    faults.push({ at: '', line: 1, column: 1, message: 'its aliases lead nowhere, or grow beyond bounds' });
    return undefined;
  }
}

// The parser's own messages quote the text.
const messages: Partial<Record<ErrorCode, string>> = {
  DUPLICATE_KEY: 'the same key stands here twice',
  BAD_INDENT: 'not YAML: the indentation does not fit',
  TAB_AS_INDENT: 'not YAML: tabs do not indent',
  MISSING_CHAR: 'not YAML: a closing character, a comma or a colon is missing',
  MULTIPLE_DOCS: 'a second document begins here',
};
const messageOf = (code: ErrorCode) => messages[code] ?? `not YAML (${code.toLowerCase().replaceAll('_', ' ')})`;

function offsetOf({ contents }: Document, path: readonly Step[], key?: string): number {
  let node: unknown = contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    node = isSeq(node) ? node.items[Number(step)] : isMap(node) ? node.get(step, true) : undefined;
    const start = startOf(node);
    if (start === undefined) return offset;
    offset = start;
  }
  if (key === undefined || !isMap(node)) return offset;
  const pair = node.items.find(({ key: name }) => isScalar(name) && String(name.value) === key);
  return startOf(pair?.key) ?? offset;
}

const startOf = (node: unknown): number | undefined => (node as { range?: readonly [number] | null } | undefined)?.range?.[0];
