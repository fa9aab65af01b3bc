const largestPage = 2000;

const whole = (text: string | null, otherwise: number) => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : otherwise);

/** `rows` cut as Spring Data does: a page knows the total, a slice only whether it is the last. */
export function springPage<T>(rows: readonly T[], parameters: URLSearchParams, render: (row: T) => object): object {
  const size = Math.min(Math.max(whole(parameters.get('size'), 20), 1), largestPage);
  const number = whole(parameters.get('page'), 0);
  const content = rows.slice(number * size, (number + 1) * size).map(render);
  const slice = {
    content,
    number,
    size,
    numberOfElements: content.length,
    first: number === 0,
    last: (number + 1) * size >= rows.length,
    empty: content.length === 0,
  };
  if (parameters.get('spec') === 'slice') return slice;
  return { ...slice, totalElements: rows.length, totalPages: Math.ceil(rows.length / size) };
}
