export interface Item {
  readonly path: (string | number)[];
  readonly label?: string;
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly Fault[];
  readonly extensions?: Record<string, unknown>;
}

export interface Fault {
  readonly message: string;
  readonly path?: (string | number)[];
  readonly extensions: Record<string, unknown>;
}

export interface Part {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly Fault[];
  readonly extensions?: Record<string, unknown>;
  readonly incremental?: readonly Item[];
  readonly hasNext: boolean;
}

const boundary = '\r\n---';

/** The parts of a multipart body, each as soon as it is there. Throws for what is no such body, or ends early. */
export async function* partsOf(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Part, void> {
  let text = '';
  let begun = false;
  for await (const chunk of chunks) {
    text += chunk;
    for (let at = text.indexOf(boundary); at >= 0; at = text.indexOf(boundary)) {
      if (begun) yield partIn(text.slice(0, at));
      else if (at !== 0) throw new Error('Something stands before the first part.');
      begun = true;
      text = text.slice(at + boundary.length);
      if (text === '--\r\n') return;
    }
  }
  throw new Error('The body ends before its end.');
}

function partIn(text: string): Part {
  const [head, body] = text.split('\r\n\r\n') as [string, string];
  if (head !== '\r\ncontent-type: application/json; charset=utf-8') throw new Error(`Not a head of a part: ${head}`);
  return JSON.parse(body) as Part;
}

/** All parts of a body that is there. */
export async function allParts(body: string): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const part of partsOf([body])) parts.push(part);
  return parts;
}

/** The answer that the parts make. */
export function merged([first, ...later]: readonly Part[]): unknown {
  const data = structuredClone(first!.data);
  for (const { incremental = [] } of later)
    for (const { path, data: told } of incremental) {
      const target = path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], data);
      if (told) mergeInto(target as Record<string, unknown>, told);
    }
  return data;
}

function mergeInto(target: Record<string, unknown>, from: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(from)) {
    const known = target[key];
    if (known !== null && typeof known === 'object' && value !== null && typeof value === 'object')
      mergeInto(known as Record<string, unknown>, value as Record<string, unknown>);
    else target[key] = value;
  }
}
