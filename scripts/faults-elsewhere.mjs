/** Rows of the fault matrix that have a suite of their own, or none: which, what, and where or why. */
export const elsewhere = [
  ['10, 11', 'Redis down, killed, frozen, slow, full, of a wrong password, or lying', 'npm run test:redis'],
  ['12', 'an issuer that is down, hangs, or answers nonsense', 'tests/auth/keys-server.test.ts, tests/auth/keys.test.ts'],
  ['13', 'keys rotated and withdrawn', 'tests/auth/keys.test.ts, npm run test:keycloak'],
  ['14', 'an access log that is down, frozen, full or read-only', 'npm run test:access-log'],
  ['15', 'no outside witness of the access log', 'tests/access-log/evidence/anchoring.test.ts'],
  ['16', 'an event loop that is blocked by a hostile plan', 'tests/gateway/compiled/planner.test.ts, npm run bench:stall'],
  [
    '17',
    'a heap near its limit',
    'not tested: nothing is shed by the size of the heap; npm run bench:memory says what a gateway takes',
  ],
  ['19', 'the hub killed while it writes the access log', 'npm run test:access-log'],
  [
    '20',
    'a supergraph that is wrong, or replaced under load',
    'tests/gateway/serving/swap.test.ts, tests/gateway/serving/watch.test.ts',
  ],
  [
    '21',
    'clocks that differ',
    'tests/auth/token-verifier.test.ts; a clock that jumps under a running hub is not tested: it would be this machine’s',
  ],
  ['22', 'a city cut off from its province', 'not tested: hubs that reconcile with each other are not built'],
];
