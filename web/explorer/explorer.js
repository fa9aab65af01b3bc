/* global React, ReactDOM, GraphiQL, document, fetch, URLSearchParams */
const { personas, example } = await (await fetch('/explorer/settings.json')).json();
const status = document.getElementById('status');
const choice = document.getElementById('persona');
let token = null;

/** Signs in as a persona of the embedded issuer: user name and password are the same. */
async function signIn(name) {
  const body = new URLSearchParams({ grant_type: 'password', client_id: 'hub-console', username: name, password: name });
  const response = await fetch(personas.tokenUrl, { method: 'POST', body });
  token = (await response.json()).access_token;
}

// A token typed into GraphiQL's own header editor wins over the persona's. A new function for each persona: GraphiQL then asks for the
// schema again, and every persona has its own.
const fetcherOf = () => {
  const authorization = token ? { authorization: `Bearer ${token}` } : {};
  return async (request, { headers = {} } = {}) => {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization, ...headers },
      body: JSON.stringify(request),
    });
    return response.json();
  };
};
const root = ReactDOM.createRoot(document.getElementById('graphiql'));
const render = () =>
  root.render(React.createElement(GraphiQL, { fetcher: fetcherOf(), defaultQuery: example, shouldPersistHeaders: false }));

if (personas) {
  document.getElementById('persona-choice').hidden = false;
  choice.append(
    ...personas.names.map((name) => Object.assign(document.createElement('option'), { value: name, textContent: name })),
  );
  choice.value = 'ioc';
  choice.addEventListener('change', () => void signIn(choice.value).then(render));
  await signIn(choice.value);
} else {
  status.textContent = 'Put your access token into the Headers tab: { "authorization": "Bearer …" }';
}

render();
