import { BlockList, isIP } from 'node:net';
import type { AccessRecord } from './record.js';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
const inside = new BlockList();
for (const [net, prefix] of [['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['169.254.0.0', 16]] as const) inside.addSubnet(net, prefix, 'ipv4'); // prettier-ignore
inside.addSubnet('fc00::', 7, 'ipv6');
inside.addSubnet('fe80::', 10, 'ipv6');

/** The class of an address: the log keeps no address of anybody. */
export function addressClass(ip: string): AccessRecord['address'] {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/, '');
  const version = isIP(plain);
  if (version === 0) return 'unknown';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (loopback.check(plain, family)) return 'loopback';
  return inside.check(plain, family) ? 'private' : 'public';
}
