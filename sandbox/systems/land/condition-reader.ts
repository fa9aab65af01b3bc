import { allOf, anyOf, everything, isIn, meets, QueryFault, type Filter } from './filter.js';
import { ringOf, type Point } from './geometry.js';
import type { LandLayer } from './layers.js';

export interface ConditionLanguage {
  readonly layer: LandLayer;
  /** Converts the coordinates of a spatial condition; absent where the language has none. */
  readonly toLayer?: (point: Point) => Point;
}

interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign';
  readonly value: string;
}

/** Reads the common part of cql2-text and ArcGIS `where`: =, IN, AND, OR, parentheses, and S_INTERSECTS where there is geometry. */
export function readCondition(text: string, language: ConditionLanguage): Filter {
  const tokens = tokensOf(text);
  const reader = new ConditionReader(tokens, language);
  const filter = reader.alternatives();
  if (tokens.length > 0) throw new QueryFault(`unexpected ${tokens[0]!.value}`);
  return filter;
}

class ConditionReader {
  constructor(
    private readonly tokens: Token[],
    private readonly language: ConditionLanguage,
  ) {}

  alternatives(): Filter {
    const parts = [this.conjunction()];
    while (this.took('OR')) parts.push(this.conjunction());
    return parts.length === 1 ? parts[0]! : anyOf(parts);
  }

  private conjunction(): Filter {
    const parts = [this.condition()];
    while (this.took('AND')) parts.push(this.condition());
    return parts.length === 1 ? parts[0]! : allOf(parts);
  }

  private condition(): Filter {
    if (this.took('(')) {
      const inner = this.alternatives();
      this.expect(')');
      return inner;
    }
    if (this.took('S_INTERSECTS')) return this.spatial();
    const left = this.next();
    if (left.kind === 'number') return this.alwaysTrue(left);
    if (left.kind !== 'name') throw new QueryFault(`unexpected ${left.value}`);
    if (this.took('=')) return isIn(this.language.layer, left.value, [this.literal()]);
    this.expect('IN');
    this.expect('(');
    const values = this.list(() => this.literal());
    this.expect(')');
    return isIn(this.language.layer, left.value, values);
  }

  /** `1=1` */
  private alwaysTrue(left: Token): Filter {
    this.expect('=');
    if (this.next().value !== left.value) throw new QueryFault('unexpected comparison');
    return everything;
  }

  private spatial(): Filter {
    const { toLayer } = this.language;
    if (!toLayer) throw new QueryFault('no spatial conditions here');
    this.expect('(');
    this.next();
    this.expect(',');
    const target = this.geometry();
    this.expect(')');
    return meets(target.map(toLayer));
  }

  private geometry(): Point[] {
    const { value } = this.next();
    this.expect('(');
    if (value.toUpperCase() === 'BBOX') {
      const [west, south, east, north] = this.list(() => this.number());
      this.expect(')');
      return ringOf({ west: west!, south: south!, east: east!, north: north! });
    }
    const nested = value.toUpperCase() === 'POLYGON';
    if (nested) this.expect('(');
    const points = this.list((): Point => [this.number(), this.number()]);
    if (nested) this.expect(')');
    this.expect(')');
    return points;
  }

  private list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.took(',')) items.push(item());
    return items;
  }

  private literal(): string {
    const { kind, value } = this.next();
    if (kind !== 'text' && kind !== 'number') throw new QueryFault(`a value was expected, not ${value}`);
    return value;
  }

  private number(): number {
    const { kind, value } = this.next();
    if (kind !== 'number') throw new QueryFault(`a number was expected, not ${value}`);
    return Number(value);
  }

  private took(word: string): boolean {
    const token = this.tokens[0];
    if (token?.kind === 'text' || token?.value.toUpperCase() !== word) return false;
    this.tokens.shift();
    return true;
  }

  private expect(word: string): void {
    if (!this.took(word)) throw new QueryFault(`${word} was expected`);
  }

  private next(): Token {
    const token = this.tokens.shift();
    if (!token) throw new QueryFault('the condition ends too early');
    return token;
  }
}

const pattern = /\s*(?:'((?:[^']|'')*)'|"([^"]+)"|(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|([(),=]))\s*/uy;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (!found) throw new QueryFault('the condition cannot be read');
    tokens.push(tokenOf(found));
  }
  return tokens;
}

function tokenOf([, quoted, name, number, word, sign]: RegExpExecArray): Token {
  if (quoted !== undefined) return { kind: 'text', value: quoted.replaceAll("''", "'") };
  if (number !== undefined) return { kind: 'number', value: number };
  if (sign !== undefined) return { kind: 'sign', value: sign };
  return { kind: 'name', value: (name ?? word)! };
}
