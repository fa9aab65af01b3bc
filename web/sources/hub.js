/* global fetch, URLSearchParams */

export class Refused extends Error {}
export class NotSignedIn extends Error {}

const sourcesQuery = `query Sources {
  sources {
    id system state troubles errorRate p95Ms lastSuccessAt
    jurisdictions { slug name }
    kept { kind }
  }
  sourceCache { kind up }
}`;
const forgetMutation = `mutation Forget($id: ID!, $kind: SourceAnswerKind) { forgetSource(id: $id, kind: $kind) { everywhere } }`;
const changesQuery = '{ __type(name: "Mutation") { fields { name } } }';

/** The hub, asked with a token that leaves this page's memory for nowhere else. `signIn`: gives a new one; null where there is none. */
export function openHub(signIn) {
  let token = null;

  async function post(query, variables) {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return { response, answer: response.status === 401 ? null : await response.json() };
  }

  async function ask(query, variables = {}) {
    token ??= await signIn();
    if (token === null) throw new NotSignedIn();
    let { response, answer } = await post(query, variables);
    if (response.status === 401) {
      token = await signIn();
      if (token === null) throw new NotSignedIn();
      ({ response, answer } = await post(query, variables));
    }
    if (response.status === 401) throw new NotSignedIn();
    if (response.status >= 500) throw new Error('the hub does not answer');
    if (!answer.data) throw new Refused();
    return { data: answer.data, at: Date.parse(response.headers.get('date')) || Date.now() };
  }

  return {
    /** Somebody else asks from now on. */
    leave: () => void (token = null),
    /** `at`: when, by the hub's clock. */
    async sources() {
      const { data, at } = await ask(sourcesQuery);
      if (!data.sources) throw new Refused();
      return { ...data, at };
    },
    async mayForget() {
      const { data } = await ask(changesQuery);
      return data.__type?.fields.some(({ name }) => name === 'forgetSource') ?? false;
    },
    async forget(id, kind) {
      const { data } = await ask(forgetMutation, { id, kind });
      if (!data.forgetSource) throw new Refused();
      return data.forgetSource.everywhere;
    },
  };
}

/** Signs in as a persona of the embedded issuer: user name and password are the same. */
export async function signInAs(tokenUrl, name) {
  const body = new URLSearchParams({ grant_type: 'password', client_id: 'hub-console', username: name, password: name });
  const response = await fetch(tokenUrl, { method: 'POST', body });
  return (await response.json()).access_token ?? null;
}
