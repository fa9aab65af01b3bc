import { describe, expect, test } from '@jest/globals';
import { axisTimestamp, signAxisRequest } from '../../connectors/exchange-axis.js';
import { createDeliverySource } from '../../subgraphs/office/delivery.connector.js';
import { connectorContract } from '../contract/connector.js';

connectorContract({
  name: 'the interchange axis',
  source: {
    id: 'axis-test',
    system: 'interchange-axis',
    jurisdictions: ['vinh'],
    options: { systemId: '000.00.00.LTH', secret: 's' },
  },
  empty: { body: JSON.stringify({ status: 'OK', ErrorCode: '0', ErrorDesc: '', data: [] }) },
  read: async (config) => {
    const axis = createDeliverySource(config);
    try {
      const found = await axis.deliveries(['a']);
      for (const each of found.values()) if (each instanceof Error) throw each;
      return found;
    } finally {
      await axis.close();
    }
  },
  isEmpty: (value) => (value as Map<string, unknown>).size === 0,
});

describe('a signed request', () => {
  test('bears the axis’ own form of time, in Vietnam', () => {
    expect(axisTimestamp(new Date('2026-06-09T18:05:30.042Z'))).toBe('10062026T010530+0042');
  });

  test('is signed with HMAC-SHA256 over system, time, type and body', () => {
    const parts = { systemId: 'a', timestamp: 'b', contentType: 'c', body: 'd' };
    // printf abcd | openssl dgst -sha256 -hmac key
    expect(signAxisRequest('key', parts)).toBe('2a31ec0ee8d878c9eece9fb0df79b3b90b2256240163aa5ee50d176d3d1121f8');
    expect(signAxisRequest('key', parts)).not.toBe(signAxisRequest('key', { ...parts, body: 'e' }));
  });
});
