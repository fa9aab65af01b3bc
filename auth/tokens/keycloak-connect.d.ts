// The package's own types ask for express and leave out what is used here. These are the only members the hub touches.
declare module 'keycloak-connect' {
  import type { KeyObject, VerifyKeyObjectInput } from 'node:crypto';

  namespace Keycloak {
    /** Holds what a token says, verified or not. `hasRole('a:b')` is left out: it takes part of a realm role's name for the whole. */
    interface Token {
      hasRealmRole(name: string): boolean;
    }

    interface GrantManager {
      /** Exact `iss` of acceptable tokens. */
      realmUrl: string;
      /** Seconds since 1970: tokens issued earlier are refused. */
      notBefore: number;
      rotation: { getJWK(kid: string): Promise<KeyObject | VerifyKeyObjectInput> };
      createGrant(data: { access_token: string }): Promise<{ access_token: Token }>;
    }

    interface Settings {
      readonly realm: string;
      readonly 'auth-server-url': string;
      readonly resource: string;
      readonly 'bearer-only': true;
      readonly 'verify-token-audience': true;
    }
  }

  class Keycloak {
    constructor(options: object, settings: Keycloak.Settings);
    readonly grantManager: Keycloak.GrantManager;
  }

  export = Keycloak;
}
