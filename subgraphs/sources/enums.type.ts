import { registerEnumType } from 'type-graphql';
import { kinds, type Kind } from '../../connectors/freshness/kinds.js';
import type { StateName, TroubleName } from './state.js';

const enumOf = <Name extends string>(texts: Readonly<Record<Name, string>>) =>
  Object.fromEntries(Object.keys(texts).map((name) => [name, name])) as { readonly [One in Name]: One };

const describing = <Name extends string>(texts: Readonly<Record<Name, string>>) =>
  Object.fromEntries(Object.entries<string>(texts).map(([name, description]) => [name, { description }])) as Record<
    Name,
    { description: string }
  >;

const states: Readonly<Record<StateName, string>> = {
  UP: 'It answers (hoạt động).',
  DEGRADED: 'It answers, but something is wrong: see its troubles (suy giảm).',
  DOWN: 'It does not answer: it is let alone, or has never answered yet (ngừng).',
  UNKNOWN: 'It has not been asked anything yet by the process that answers (chưa rõ).',
};
export const SourceState = enumOf(states);
registerEnumType(SourceState, {
  name: 'SourceState',
  description: 'How a source does (tình trạng nguồn).',
  valuesConfig: describing(states),
});

const troubles: Readonly<Record<TroubleName, string>> = {
  LET_ALONE: 'It kept failing, and is asked only once a second, to see whether it answers again (tạm ngừng gọi).',
  REFUSED: 'It does not let the hub in: its credentials or rights are no longer good (từ chối đăng nhập).',
  UNREACHABLE: 'It could not be reached, broke off, or answered that it is not well (không kết nối được).',
  LATE: 'It did not answer in time (quá thời gian chờ).',
  UNREADABLE: 'It answered with what cannot be read (dữ liệu không đọc được).',
  SLOW: 'One answer in twenty takes half the time it may, or longer (chậm).',
  CROWDED: 'Half as many requests wait for it as may, or more (quá tải).',
};
export const SourceTrouble = enumOf(troubles);
registerEnumType(SourceTrouble, {
  name: 'SourceTrouble',
  description: 'What is wrong with a source (sự cố).',
  valuesConfig: describing(troubles),
});

const breakers = { CLOSED: 'It is asked.', OPEN: 'It is let alone, but for a probe now and then.' } as const;
export const SourceBreaker = enumOf(breakers);
registerEnumType(SourceBreaker, {
  name: 'SourceBreaker',
  description: 'Whether a source is asked, or let alone because it kept failing (bộ ngắt mạch).',
  valuesConfig: describing(breakers),
});

const places = {
  MEMORY: 'In the process itself: each keeps its own, until it ends.',
  REDIS: 'In Redis, for all processes of the hub.',
} as const;
export const SourceCacheKind = enumOf(places);
registerEnumType(SourceCacheKind, {
  name: 'SourceCacheKind',
  description: 'Where answers of sources are kept (nơi lưu tạm).',
  valuesConfig: describing(places),
});

const enumName = (kind: string) => kind.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
const kindNames = Object.keys(kinds) as readonly Kind[];
export const SourceAnswerKind = Object.fromEntries(kindNames.map((kind) => [enumName(kind), kind])) as Record<string, Kind>;
registerEnumType(SourceAnswerKind, {
  name: 'SourceAnswerKind',
  description: 'A kind of answers of sources, by which it is settled how long they are kept (loại dữ liệu lưu tạm).',
  valuesConfig: Object.fromEntries(
    kindNames.map((kind) => [
      enumName(kind),
      { description: `\`${kind}\` in hub.yaml${kinds[kind].personal ? '; of people, and never shown once it is old' : ''}.` },
    ]),
  ),
});
