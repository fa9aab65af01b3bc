import { personas, type Persona } from './personas.js';

/** The client people sign in with: it has no secret. */
export const consoleClient = 'hub-console';

/** Programs that ask in their own name, by client credentials: the secret is the name. */
export const serviceAccounts: Readonly<Record<string, Persona>> = {
  'city-vinh': serviceOf('ioc', "Vinh's own systems"),
  'province-nghe-an': serviceOf('province', "Nghệ An's own systems"),
  auditor: serviceOf('auditor', "the auditors' tools"),
};

// A program has the rights of the people it works for, and is no member of an organization: Keycloak's are for people.
function serviceOf(persona: string, description: string): Persona {
  return { ...personas[persona]!, description, organization: null };
}
