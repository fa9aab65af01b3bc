/* global React, ReactDOM, GraphiQL, document, fetch, URLSearchParams */
const { personas, purposes, example } = await (await fetch('/explorer/settings.json')).json();
const status = document.getElementById('status');
const choice = document.getElementById('persona');
const purpose = document.getElementById('purpose');
const caseReference = document.getElementById('case-reference');
const reason = document.getElementById('purpose-reason');
let token = null;

const option = (value, text = value) => Object.assign(document.createElement('option'), { value, textContent: text });

/** The purposes somebody may state, the first of them chosen; none for who reads nothing personal. */
function offerPurposes(names) {
  purpose.replaceChildren(option('', '(none)'), ...names.map((name) => option(name)));
  purpose.value = names[0] ?? '';
  showDemands();
}

/** The fields for what a purpose demands besides. */
function showDemands() {
  caseReference.hidden = !['AUDIT', 'SUPERVISION'].includes(purpose.value);
  reason.hidden = purpose.value !== 'EMERGENCY';
}
purpose.addEventListener('change', showDemands);

/** Why the question is asked, as headers: browsers send ASCII only, so the texts are percent-encoded. */
const purposeHeaders = () => ({
  ...(purpose.value && { 'x-purpose': purpose.value }),
  ...(caseReference.value && { 'x-case-reference': encodeURIComponent(caseReference.value) }),
  ...(reason.value && { 'x-purpose-reason': encodeURIComponent(reason.value) }),
});

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
      headers: { 'content-type': 'application/json', ...authorization, ...purposeHeaders(), ...headers },
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
  choice.append(...personas.list.map(({ name }) => option(name)));
  choice.value = 'ioc';
  const offer = () => offerPurposes(personas.list.find(({ name }) => name === choice.value).purposes);
  choice.addEventListener('change', () => {
    offer();
    void signIn(choice.value).then(render);
  });
  offer();
  await signIn(choice.value);
} else {
  offerPurposes(purposes);
  purpose.value = '';
  status.textContent = 'Put your access token into the Headers tab: { "authorization": "Bearer …" }';
}

render();
