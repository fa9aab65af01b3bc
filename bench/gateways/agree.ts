import { isDeepStrictEqual } from 'node:util';
import type { Side } from './sides.js';
import { workloads, type Question, type WorkloadName } from './workloads.js';

/** Asks once, and gives the data; throws unless it is answered in full. */
export async function ask(url: string, question: Question): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: readonly { message: string }[] };
  if (response.status !== 200 || errors || !data)
    throw new Error(`${url}: ${response.status} ${errors?.[0]?.message ?? 'no data'}`);
  return data;
}

/** Throws unless all gateways give the same data for the first questions of a workload. */
export async function assertAgreement(name: WorkloadName, sides: readonly Side[]): Promise<void> {
  for (let number = 0; number < 3; number++) {
    const question = workloads[name].question(number);
    const [first, ...others] = await Promise.all(sides.map(async (side) => ({ side, data: await ask(side.url, question) })));
    const other = others.find(({ data }) => !isDeepStrictEqual(data, first!.data));
    if (other) throw new Error(`${first!.side.name} and ${other.side.name} answer ${name} differently`);
  }
}
