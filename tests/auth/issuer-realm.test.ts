import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { consoleClient, serviceAccounts } from '../../auth/issuer/clients.js';
import { personas, type Persona } from '../../auth/issuer/personas.js';
import { roles } from '../../auth/roles.js';

const Attributes = z.record(z.string(), z.array(z.string())).default({});
const Realm = z.object({
  roles: z.object({ realm: z.array(z.object({ name: z.string() })) }),
  groups: z.tuple([
    z.object({
      name: z.literal('cities'),
      attributes: z.never().optional(),
      subGroups: z.array(z.object({ name: z.string(), attributes: z.object({ jurisdictions: z.array(z.string()) }) })),
    }),
  ]),
  clients: z.array(
    z.object({
      clientId: z.string(),
      publicClient: z.boolean(),
      directAccessGrantsEnabled: z.boolean(),
      serviceAccountsEnabled: z.boolean().default(false),
      secret: z.string().optional(),
      protocolMappers: z.array(z.unknown()),
    }),
  ),
  users: z.array(
    z.object({
      username: z.string(),
      serviceAccountClientId: z.string().optional(),
      realmRoles: z.array(z.string()),
      clientRoles: z.record(z.string(), z.array(z.string())).default({}),
      groups: z.array(z.string()).default([]),
      attributes: Attributes,
      credentials: z.array(z.object({ type: z.literal('password'), value: z.string() })).default([]),
    }),
  ),
  organizations: z.array(z.object({ alias: z.string(), members: z.array(z.object({ username: z.string() })) })),
  components: z.object({
    'org.keycloak.userprofile.UserProfileProvider': z.tuple([
      z.object({ config: z.object({ 'kc.user.profile.config': z.tuple([z.string()]) }) }),
    ]),
  }),
});

const text = readFileSync(new URL('../../auth/keycloak/realm.json', import.meta.url), 'utf8');
const realm = Realm.parse(JSON.parse(text));
const people = realm.users.filter(({ serviceAccountClientId }) => serviceAccountClientId === undefined);
const accounts = realm.users.filter(({ serviceAccountClientId }) => serviceAccountClientId !== undefined);
/** The hub's own client, whose tokens it does not accept. */
const revocation = 'hub-revocation';
const services = accounts.filter(({ serviceAccountClientId }) => serviceAccountClientId !== revocation);
const clients = realm.clients.filter(({ clientId }) => clientId !== revocation);

/** What Keycloak's mappers make of a user: the values of their own attributes and of their groups'. */
function factsOf({ username, realmRoles, groups, attributes }: (typeof realm.users)[number]): Omit<Persona, 'description'> {
  const cities = groups.map((path) => realm.groups[0].subGroups.find(({ name }) => path === `/cities/${name}`)!);
  const jurisdictions = [...(attributes['jurisdictions'] ?? []), ...cities.flatMap((city) => city.attributes.jurisdictions)];
  return {
    roles: realmRoles,
    jurisdictions: jurisdictions.includes('*') ? '*' : jurisdictions,
    agency: attributes['agency']?.[0] ?? null,
    personalId: attributes['personal_id']?.[0] ?? null,
    organization:
      realm.organizations.find(({ members }) => members.some((member) => member.username === username))?.alias ?? null,
  };
}
const apartFromDescription = ({ description: _description, ...facts }: Persona) => facts;
const byName = (table: Readonly<Record<string, Persona>>) =>
  Object.fromEntries(Object.entries(table).map(([name, persona]) => [name, apartFromDescription(persona)]));

describe('auth/keycloak/realm.json', () => {
  test('names the roles of auth/roles.ts', () => {
    expect(realm.roles.realm.map(({ name }) => name).toSorted()).toEqual(Object.keys(roles).toSorted());
  });

  test('has the people of the embedded issuer, each with the name as password', () => {
    expect(Object.fromEntries(people.map((user) => [user.username, factsOf(user)]))).toEqual(byName(personas));
    expect(people.every(({ username, credentials }) => credentials[0]?.value === username)).toBe(true);
  });

  test('has the programs of the embedded issuer, each with the name as secret', () => {
    expect(Object.fromEntries(services.map((user) => [user.serviceAccountClientId, factsOf(user)]))).toEqual(
      byName(serviceAccounts),
    );
    const programs = realm.clients.filter(({ serviceAccountsEnabled }) => serviceAccountsEnabled);
    expect(programs.map(({ clientId }) => clientId)).toEqual([...Object.keys(serviceAccounts), revocation]);
    for (const { clientId, publicClient, directAccessGrantsEnabled, secret } of programs) {
      expect({ publicClient, directAccessGrantsEnabled, secret }).toEqual({
        publicClient: false,
        directAccessGrantsEnabled: false,
        secret: clientId,
      });
    }
  });

  test('writes the same claims for every client', () => {
    expect(clients.map(({ clientId }) => clientId)).toEqual([consoleClient, ...Object.keys(serviceAccounts)]);
    for (const { protocolMappers } of clients) expect(protocolMappers).toEqual(clients[0]!.protocolMappers);
  });

  test('lets the hub read the realm’s settings, and nothing else, by tokens that are not for the hub', () => {
    const account = accounts.find(({ serviceAccountClientId }) => serviceAccountClientId === revocation);
    expect(account).toMatchObject({ realmRoles: [], groups: [], clientRoles: { 'realm-management': ['view-realm'] } });
    expect(realm.clients.find(({ clientId }) => clientId === revocation)?.protocolMappers).toEqual([]);
    for (const { username, clientRoles } of realm.users) if (username !== account?.username) expect(clientRoles).toEqual({});
  });

  test('lets nobody change what their own tokens are made of', () => {
    const [provider] = realm.components['org.keycloak.userprofile.UserProfileProvider'];
    const Profile = z.object({
      unmanagedAttributePolicy: z.never().optional(),
      attributes: z.array(z.object({ name: z.string(), permissions: z.object({ edit: z.array(z.string()) }) })),
    });
    const { attributes } = Profile.parse(JSON.parse(provider.config['kc.user.profile.config'][0]));
    expect(attributes.map(({ name }) => name)).toEqual(expect.arrayContaining(['jurisdictions', 'agency', 'personal_id']));
    for (const { permissions } of attributes) expect(permissions.edit).toEqual(['admin']);
  });

  test('does not replace Keycloak’s own client scopes, which write sub and realm_access', () => {
    expect(JSON.parse(text)).not.toHaveProperty('clientScopes');
  });
});
