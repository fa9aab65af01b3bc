import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FhirResource } from 'fhir/r4.js';
import { answerBatch } from './batch.js';
import { capabilities } from './capabilities.js';
import { outcomeOf, Refusal } from './outcome.js';
import { createSearchServer } from './search.js';
import type { FhirStore } from './store.js';

export interface FhirServerOptions {
  readonly basePath: string;
  readonly bearerToken: string;
  readonly today: string;
}

const baseOf = (request: FastifyRequest, { basePath }: FhirServerOptions) => `http://${request.host}${basePath}`;

/** The FHIR R4 interactions a reader needs: capabilities, read, search by GET and POST, paging, and batch. */
export async function registerFhir(app: FastifyInstance, store: FhirStore, options: FhirServerOptions): Promise<void> {
  await app.register(
    async (fhir) => {
      speakFhir(fhir, options);
      registerSearch(fhir, store, options);
      fhir.get('/metadata', (_request, reply) => reply.send(capabilities(options.today)));
      fhir.get<{ Params: { type: string; id: string } }>('/:type/:id', ({ params: { type, id } }, reply) =>
        reply.send(existing(store, type, id)),
      );
    },
    { prefix: options.basePath },
  );
}

function registerSearch(fhir: FastifyInstance, store: FhirStore, options: FhirServerOptions): void {
  const server = createSearchServer(store);
  type Typed = { Params: { type: string } };

  fhir.get<Typed>('/:type', (request, reply) =>
    reply.send(server.search(request.params.type, parametersOf(request.url), baseOf(request, options))),
  );
  fhir.post<Typed>('/:type/_search', (request, reply) => {
    const parameters = parametersOf(request.url);
    for (const [name, value] of new URLSearchParams(textOf(request))) parameters.append(name, value);
    return reply.send(server.search(request.params.type, parameters, baseOf(request, options)));
  });
  fhir.get('/', (request, reply) => {
    const token = parametersOf(request.url).get('_getpages');
    if (token === null) throw new Refusal(400, 'required', 'Nothing is asked');
    return reply.send(server.page(token, baseOf(request, options)));
  });
  fhir.post('/', (request, reply) => {
    const base = baseOf(request, options);
    const answer = (url: URL): FhirResource => {
      const [type = '', id] = url.pathname.slice(options.basePath.length + 1).split('/');
      return id === undefined ? server.search(type, url.searchParams, base) : existing(store, type, id);
    };
    return reply.send(answerBatch(parsed(textOf(request)), answer, base));
  });
}

function existing(store: FhirStore, type: string, id: string): FhirResource {
  const resource = store.read(type, id);
  if (!resource) throw new Refusal(404, 'not-found', `No ${type}/${id}`);
  return resource;
}

/** Bodies as text, answers and errors as application/fhir+json, and a bearer token on everything but /metadata. */
function speakFhir(fhir: FastifyInstance, { bearerToken, basePath }: FhirServerOptions): void {
  fhir.removeAllContentTypeParsers();
  fhir.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'application/fhir+json', 'application/json'],
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  );
  fhir.addHook('onRequest', async (request) => {
    if (request.url === `${basePath}/metadata` || request.headers.authorization === `Bearer ${bearerToken}`) return;
    throw new Refusal(401, 'login', 'A bearer token is needed');
  });
  fhir.addHook('onSend', async (_request, reply, payload) => {
    reply.type('application/fhir+json; charset=utf-8');
    return payload;
  });
  fhir.setErrorHandler(async (error, _request, reply) => {
    const { status, issue, message } = error instanceof Refusal ? error : new Refusal(500, 'exception', 'Internal error');
    return reply.status(status).send(outcomeOf('error', issue, message));
  });
}

const parametersOf = (url: string) => new URLSearchParams(url.split('?')[1] ?? '');

const textOf = ({ body }: FastifyRequest) => (typeof body === 'string' ? body : '');

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(400, 'structure', 'The body is not JSON');
  }
}
