import { expect } from '@jest/globals';
import { createCaller } from '../../auth/caller.js';
import { purposesOf } from '../../auth/roles.js';
import { inMemory, serveSubgraph } from '../../schema/serve.js';
import { createDirectorySubgraph } from '../../subgraphs/directory/index.js';

export const callerOf = (roles: readonly string[], personalId: string | null = null) =>
  createCaller({
    issuer: 'i',
    subject: 's',
    clientId: 'c',
    tokenId: 't',
    roles,
    purpose: purposesOf(roles)[0] ?? null,
    jurisdictions: ['vinh'],
    agency: 'H41.17',
    personalId,
  });
export const officer = callerOf(['officer']);

/** The directory, served; `data` is for questions that must not fail. */
export async function openDirectoryClient() {
  const subgraph = await createDirectorySubgraph();
  const app = await serveSubgraph(subgraph, { identify: async () => officer });
  const call = inMemory(app, subgraph);
  const ask = (query: string, variables?: Record<string, unknown>, caller = officer) => call({ query, variables }, caller);
  return {
    ask,
    data: async (query: string, variables?: Record<string, unknown>) => {
      const answer = await ask(query, variables);
      expect(answer.errors ?? []).toEqual([]);
      // Of the shape the test asked for, which its expectations say in full.
      return answer.data as any; // oxlint-disable-line typescript/no-explicit-any
    },
    close: () => app.close(),
  };
}
