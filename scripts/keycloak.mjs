// npm run keycloak: a real Keycloak with the hub's realm on loopback, until Ctrl-C. For development: its passwords are public.
import { NoKeycloak, realm, revocationClient, startKeycloak, version } from './keycloak-server.mjs';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopping.abort());
try {
  const began = performance.now();
  const { origin, issuer, logFile, ended, stop } = await startKeycloak({
    port: Number(process.env.KEYCLOAK_PORT || 0),
    admin: 'admin',
    adminPassword: 'admin',
    signal: stopping.signal,
  });
  console.log(welcome({ origin, issuer, logFile, seconds: (performance.now() - began) / 1000 }));
  await Promise.race([ended, new Promise((resolve) => stopping.signal.addEventListener('abort', resolve))]);
  await stop();
  if (!stopping.signal.aborted) throw new NoKeycloak(`Keycloak ended by itself: see ${logFile}.`);
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(error instanceof NoKeycloak ? error.message : error);
    process.exitCode = 1;
  }
}

function welcome({ origin, issuer, logFile, seconds }) {
  const trusted = realm.clients.filter(({ clientId }) => clientId !== revocationClient);
  const machines = trusted.filter(({ serviceAccountsEnabled }) => serviceAccountsEnabled).map(({ clientId }) => clientId);
  const people = realm.users.filter(({ serviceAccountClientId }) => !serviceAccountClientId).map(({ username }) => username);
  const clients = trusted.map(({ clientId }) => clientId).join(',');
  return `Keycloak ${version} is ready (${seconds.toFixed(1)} s): realm ${realm.realm}, in memory, for development only.

  issuer    ${issuer}
  people    ${people.join(', ')}      (password: the name)
  machines  ${machines.join(', ')}      (secret: the name)
  console   ${origin}/admin/      (admin / admin)
  log       ${logFile}

  the hub on it
    OIDC_ISSUER=${issuer} OIDC_CLIENTS=${clients} \\
      OIDC_NOT_BEFORE_CLIENT=${revocationClient} OIDC_NOT_BEFORE_SECRET=${revocationClient} npm start

  a token
    npm run -s token -- ioc
    curl -s ${issuer}/protocol/openid-connect/token -u city-vinh:city-vinh -d grant_type=client_credentials

Ctrl-C ends it.`;
}
