export interface PageWindow {
  readonly page: number;
  readonly size: number;
  /** Rows to leave out at the head of the page. */
  readonly skip: number;
  /** Rows to take after those. */
  readonly take: number;
}

/**
 * The page requests that together hold rows `offset … offset + limit - 1`: one where some page size up to twice the limit frames them,
 * else two neighbouring pages.
 */
export function pageWindows(offset: number, limit: number): PageWindow[] {
  for (let size = limit; size <= limit * 2; size++) {
    const page = Math.floor(offset / size);
    if (Math.floor((offset + limit - 1) / size) === page) return [{ page, size, skip: offset - page * size, take: limit }];
  }
  const page = Math.floor(offset / limit);
  const skip = offset - page * limit;
  return [
    { page, size: limit, skip, take: limit - skip },
    { page: page + 1, size: limit, skip: 0, take: skip },
  ];
}
