/* global document */
const gravity = ['DOWN', 'DEGRADED', 'UNKNOWN', 'UP'];
const marks = { DOWN: '✕', DEGRADED: '▲', UNKNOWN: '?', UP: '✓' };
const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** The gravest state there is. */
export const gravest = (sources) => gravity.find((state) => sources.some((source) => source.state === state));

/** Those with trouble first. */
export const sorted = (sources) =>
  sources.toSorted((one, other) => gravity.indexOf(one.state) - gravity.indexOf(other.state) || (one.id < other.id ? -1 : 1));

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

function ageOf(iso, at, language, never) {
  if (iso === null) return never;
  const seconds = Math.max(0, Math.round((at - Date.parse(iso)) / 1000));
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? units.at(-1);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-Math.floor(seconds / size), unit);
}

function todoOf({ id, state, troubles }, text) {
  const lines = troubles.map((trouble) => {
    const [name, todo] = text.troubles[trouble] ?? [trouble, ''];
    return element('li', {}, element('strong', {}, name), `: ${todo}`);
  });
  if (state === 'UNKNOWN') lines.push(element('li', {}, text.unknown));
  if (state === 'UP') return '';
  return element('ul', {}, ...lines, element('li', {}, element('small', {}, text.check(id))));
}

/** One row. `forget`: what its button does; null where who asks may not. */
export function rowOf(source, { text, language, at, forget }) {
  const { id, system, state, jurisdictions, errorRate, p95Ms, lastSuccessAt } = source;
  const number = (value, options) => (value === null ? '–' : new Intl.NumberFormat(language, options).format(value));
  const cell = (label, content, kind) => {
    const made = element('td', { role: 'cell', className: kind }, content);
    if (label) made.dataset.label = label;
    return made;
  };
  const places = jurisdictions.map(({ slug, name }) => name ?? slug).join(', ');
  const mark = element('span', { ariaHidden: 'true' }, `${marks[state]} `);
  const button =
    forget && element('button', { type: 'button', ariaLabel: text.forgetOf(id), onclick: () => forget(source) }, text.forget);
  const row = element(
    'tr',
    { role: 'row' },
    // Said outright: drawn as cards on a phone, they would no longer be taken for a table.
    element('td', { role: 'cell', className: 'state' }, mark, text.states[state]),
    element('th', { scope: 'row', role: 'rowheader' }, id, element('small', {}, `${system} · ${places}`)),
    cell('', todoOf(source, text), 'wide'),
    cell(text.lastSuccess, ageOf(lastSuccessAt, at, language, text.never), 'short'),
    cell(text.errors, number(errorRate, { style: 'percent' }), 'number short'),
    cell(text.slowest, p95Ms === null ? '–' : `${number(p95Ms)} ms`, 'number short'),
    ...(button ? [cell('', button, 'wide')] : []),
  );
  row.dataset.state = state;
  row.dataset.id = id;
  return row;
}
