import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTokenVerifier, type TrustedIssuer } from '../../auth/token-verifier.js';
import { mint, outcome, publishing, signingKey, startKeyServer, trusting, type KeyServer, type SigningKey } from './token.kit.js';

describe('the tenant of a token', () => {
  let [vinhKey, hueKey]: SigningKey[] = [];
  let [vinh, hue]: KeyServer[] = [];
  beforeAll(async () => {
    [vinhKey, hueKey] = [await signingKey('k1'), await signingKey('k1')];
    [vinh, hue] = [await startKeyServer(publishing(vinhKey)), await startKeyServer(publishing(hueKey))];
  });
  afterAll(() => Promise.all([vinh!.close(), hue!.close()]));

  const callerUnder = async (bounds: Partial<TrustedIssuer>, claims: object) =>
    createTokenVerifier([trusting(vinh!, bounds)]).verify(await mint(vinh!.issuer, vinhKey!, claims));
  const reach = async (bounds: Partial<TrustedIssuer>, claims: object) => (await callerUnder(bounds, claims)).jurisdictions;

  test('several realms are served at once, each with its own keys', async () => {
    const both = createTokenVerifier([trusting(vinh!), trusting(hue!)]);
    const callers = [await mint(vinh!.issuer, vinhKey!), await mint(hue!.issuer, hueKey!, { jurisdictions: ['hue'] })];
    const [first, second] = await Promise.all(callers.map((token) => both.verify(token)));
    expect([first!.issuer, second!.issuer]).toEqual([vinh!.issuer, hue!.issuer]);
    expect(second!.jurisdictions).toEqual(['hue']);
    expect(await outcome(both, await mint(vinh!.issuer, hueKey!))).toBe('UNAUTHENTICATED');
    expect(await outcome(both, await mint(hue!.issuer, vinhKey!))).toBe('UNAUTHENTICATED');
  });

  test.each([
    ['its own city', ['vinh'], ['vinh']],
    ['another city', ['hue'], []],
    ['both', ['vinh', 'hue'], ['vinh']],
    ['everything', ['*'], ['vinh']],
    ['nothing', undefined, []],
  ])('a city’s realm cannot speak for another city: a token that claims %s', async (_name, jurisdictions, expected) => {
    expect(await reach({ jurisdictions: ['vinh'] }, { jurisdictions })).toEqual(expected);
  });

  test('a realm without bounds is taken at its word', async () => {
    expect(await reach({}, { jurisdictions: ['*'] })).toBe('*');
    expect(await reach({}, { jurisdictions: undefined, organization: ['vinh'] })).toEqual([]);
  });

  const organizations = { 'ubnd-vinh': ['vinh'], 'ubnd-nghe-an': ['vinh', 'thai-hoa', 'hoang-mai'], 'thanh-tra': '*' } as const;
  test.each<[string, object, unknown]>([
    ['as an object', { organization: { 'ubnd-vinh': { id: '42' } } }, ['vinh']],
    ['as a list', { organization: ['ubnd-vinh'] }, ['vinh']],
    ['of two organizations', { organization: ['ubnd-vinh', 'ubnd-nghe-an'] }, ['vinh', 'thai-hoa', 'hoang-mai']],
    ['of an organization without bounds', { organization: { 'thanh-tra': {} } }, '*'],
    ['of an organization nobody listed', { organization: ['ubnd-hue'] }, []],
    ['named like an inherited property', { organization: ['constructor', 'toString', '__proto__'] }, []],
    ['that is empty', { organization: {} }, []],
    ['that is absent', {}, []],
  ])('the organization gives the jurisdictions: a claim %s', async (_name, claims, expected) => {
    expect(await reach({ organizations }, { jurisdictions: undefined, ...claims })).toEqual(expected);
  });

  test.each<[object, unknown]>([
    [{ jurisdictions: ['thai-hoa', 'hue'], organization: ['ubnd-nghe-an'] }, ['thai-hoa']],
    [{ jurisdictions: ['*'], organization: ['ubnd-vinh'] }, ['vinh']],
    [{ jurisdictions: ['vinh'], organization: ['thanh-tra'] }, ['vinh']],
    [{ jurisdictions: ['*'] }, []],
  ])('the jurisdictions claimed beside it only narrow it: %j', async (claims, expected) => {
    expect(await reach({ organizations }, claims)).toEqual(expected);
  });

  test('an issuer’s own bound holds for its organizations, too', async () => {
    const bounds = { organizations, jurisdictions: ['vinh', 'thai-hoa'] };
    expect(await reach(bounds, { jurisdictions: undefined, organization: ['ubnd-nghe-an'] })).toEqual(['vinh', 'thai-hoa']);
    expect(await reach(bounds, { jurisdictions: undefined, organization: ['thanh-tra'] })).toEqual(['vinh', 'thai-hoa']);
  });

  test.each(['ubnd-vinh', 7, null, [7]])('an organization of neither shape is refused: %j', async (organization) => {
    await expect(callerUnder({ organizations }, { organization })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test.each([
    [['H41'], 'H41', 'H41'],
    [['H41'], 'H41.17', 'H41.17'],
    [['H41.17'], 'H41', null],
    [['H41.1'], 'H41.17', null],
    [['H57'], 'H41.17', null],
    [undefined, 'H41.17', 'H41.17'],
  ])('a realm bound to the agencies %j that claims %s speaks for %s', async (agencies, agency, expected) => {
    expect((await callerUnder(agencies ? { agencies } : {}, { agency })).agency).toBe(expected);
  });
});
