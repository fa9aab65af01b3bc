import { hubFeature } from '../../schema/rules.js';

const scope = (name: string) => `@requiresScopes(scopes: [["${name}"]])`;
const named = '@personalData(category: "IDENTITY", mask: "INITIALS")';
export const id = (n: number) => `04019900000${n}`;
export const canary = 'Canary Nguyễn Thị Minh Hạnh';

/** People, their files and cases in one subgraph, what they own in another. */
export const registers = {
  sdl: `${hubFeature}
    type Query {
      open: Int @public
      failing: Int @public
      people: [Person!] ${scope('person:read')}
      file(id: ID! @reveals(field: "Person.id")): File ${scope('health:read')}
      cases: [Case!] @public
      being: Being ${scope('person:read')}
      restricted: Int ${scope('kpi:write')}
    }
    interface Being { name: String ${named} }
    type Person implements Being @key(fields: "id") @dataSubject(id: "id") {
      id: ID! ${scope('person:read')} @personalData(category: "IDENTITY", mask: "PSEUDONYM")
      name: String ${scope('person:read')} ${named}
      town: String @public
    }
    type File ${scope('health:read')} @dataSubject(id: "person { id }") { person: Person! entries: [Entry!]! must: Must }
    type Entry ${scope('health:read')} { code: String @personalData(category: "HEALTH", mask: "HIDE") }
    type Must ${scope('health:read')} { hidden: Int! ${scope('health:restricted')} code: String @personalData(category: "HEALTH", mask: "HIDE") }
    type Case @dataSubject(id: "applicant { person { id } }") {
      code: String @public
      status: String @public
      applicant: Applicant ${scope('public-services:personal')}
      note: String ${scope('public-services:personal')} @personalData(category: "IDENTITY", mask: "HIDE")
    }
    type Applicant ${scope('public-services:personal')} @dataSubject(id: "person { id }") {
      name: String ${named}
      person: Person
    }`,
  resolvers: {
    Query: {
      open: () => 1,
      failing: () => {
        throw new Error(canary);
      },
      people: () => [1, 2].map(person),
      being: () => ({ __typename: 'Person', ...person(1) }),
      file: (_: unknown, args: { id: string }) => ({
        person: { id: args.id },
        entries: [{ code: canary }, { code: null }],
        must: { hidden: 1, code: canary },
      }),
      cases: () => [
        { code: 'c1', status: 's', note: canary, applicant: { name: canary, person: { id: id(3) } } },
        { code: 'c2', status: 's', note: null, applicant: { name: canary, person: null } },
      ],
    },
    Person: { __resolveReference: ({ id: key }: { id: string }) => ({ id: key, name: canary, town: 'Vinh' }) },
  },
};
const person = (n: number) => ({ id: id(n), name: canary, town: 'Vinh' });
export const owned = {
  sdl: `type Person @key(fields: "id") { id: ID! parcels: [Parcel!] ${scope('land:personal')} } type Parcel ${scope('land:read')} { address: String }`,
  resolvers: { Person: { parcels: () => [{ address: canary }] } },
};
