import { expect, test } from '@jest/globals';
import { serve, type Service } from '../../../gateway/serving/served.js';

const stopped: string[] = [];
const service = (name: string) =>
  ({ answerer: name, loaded: { engine: { stop: async () => void stopped.push(name) } } }) as unknown as Service;

test('a service that was replaced is stopped once nobody works with it, and the last one at the end', async () => {
  const served = serve(service('one'));
  let finish = (): void => undefined;
  const work = served.use(() => new Promise<void>((resolve) => (finish = resolve)));
  const held = served.hold();
  await served.swap(async () => service('two'));
  await served.swap(async () => service('three'));
  expect(stopped).toEqual(['two']);
  finish();
  await work;
  expect(stopped).toEqual(['two']);
  held.release();
  held.release();
  expect(stopped).toEqual(['two', 'one']);
  await served.stop();
  expect(stopped).toEqual(['two', 'one', 'three']);
});
