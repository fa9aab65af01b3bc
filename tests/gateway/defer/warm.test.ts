import { expect, jest, test } from '@jest/globals';
import { parse } from 'graphql';
import { trustedForms } from '../../../gateway/serving/warm.js';
import { loadSupergraph } from '../../../gateway/supergraph/load.js';
import { composeSupergraph } from '../../../gateway/supergraph/compose.js';
import { link } from '../small-federation.js';
import { library } from './library.js';

// Subgraphs answer when a test lets them; how long the machine takes is of no interest.
jest.setTimeout(30_000);

test('a trusted operation that leaves something for later is made ready in parts, and whole', async () => {
  const subgraphs = Object.entries(library().subgraphs).map(([name, { sdl }]) => ({ name, sdl: link + sdl }));
  const { engine, charter } = await loadSupergraph({
    supergraphSdl: composeSupergraph(subgraphs),
    callFor: () => async () => ({ data: null }),
    engine: 'compiled',
    signedIn: true,
  });
  const forms = trustedForms(charter, [
    '{ book(id: "1") { ...Later @defer(label: "x") } } fragment Later on Book { title price }',
  ]);
  expect(forms.map((form) => form.replace(/\s+/g, ' '))).toEqual([
    '{ book(id: "1") { ... { title price } } }',
    '{ book(id: "1") { ... @defer(label: "part0") { title price } } }',
  ]);
  for (const form of forms) await engine.plans!.warm(form);
  const asked = {
    operationName: null,
    key: 'x',
    variables: {},
    caller: null,
    signal: AbortSignal.timeout(5_000),
    onCall: () => undefined,
  };
  await engine.executeInParts!({ ...asked, document: parse(forms[1]!) });
  expect(engine.plans!.frequent(5)).toEqual([forms[1]]);
  await engine.stop();
});
