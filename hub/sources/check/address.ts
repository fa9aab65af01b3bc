import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { codeOf } from '../../../connectors/interrupted.js';
import type { SourceConfig } from '../../../core/sources.js';
import { finding, type Finding } from './finding.js';

/** Whether a source can be reached at all: its name, its port and its certificate. Null: it can. */
export async function tryAddress({ url, tls }: SourceConfig, signal: AbortSignal): Promise<Finding | null> {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'https:';
  try {
    await lookup(host);
  } catch {
    return finding('address', 'its name is not known to DNS', 'Check the name in url, and the name servers of this machine.');
  }
  const to = { host, port: Number(port || (secure ? 443 : 80)) };
  const unreachable = await open(() => connect(to), 'connect', signal);
  if (unreachable !== null) return notReached(unreachable);
  if (!secure) return null;
  const untrusted = await open(
    () => connectTls({ ...to, ...(isIP(host) === 0 && { servername: host }), ...tls }),
    'secureConnect',
    signal,
  );
  return untrusted === null ? null : finding('address', ...certificateFault(untrusted));
}

/** Null where the socket opened; else the code of why not. */
async function open(connectTo: () => Socket, opened: string, signal: AbortSignal): Promise<string | null> {
  let socket: Socket | undefined;
  try {
    socket = connectTo();
    await once(socket, opened, { signal });
    return null;
  } catch (error) {
    return signal.aborted ? 'ETIMEDOUT' : codeOf(error) || 'unknown';
  } finally {
    socket?.on('error', () => undefined).destroy();
  }
}

function notReached(code: string): Finding {
  if (code === 'ECONNREFUSED')
    return finding('address', 'nothing listens there', 'Check host and port in url, and whether the system runs.');
  if (code === 'ETIMEDOUT')
    return finding('address', 'the connection is not answered', 'Check firewalls and routes between the hub and the system.');
  return finding('address', `no connection (${code})`, 'Check the network between the hub and the system.');
}

const certificateFaults: Readonly<Record<string, readonly [what: string, todo: string]>> = {
  CERT_HAS_EXPIRED: ['its certificate has expired', 'Have the certificate renewed.'],
  CERT_NOT_YET_VALID: ['its certificate is not valid yet', 'Check the clock of this machine, then the certificate.'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['its certificate is for another name', 'Put the name of the certificate into url.'],
};
const untrustedIssuer = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

function certificateFault(code: string): readonly [what: string, todo: string] {
  if (untrustedIssuer.has(code))
    return ['its certificate is signed by nobody this machine trusts', 'Give the certificate of its authority under tls.ca.'];
  return certificateFaults[code] ?? [`TLS fails (${code})`, 'Check tls, and whether the system speaks TLS on this port.'];
}
