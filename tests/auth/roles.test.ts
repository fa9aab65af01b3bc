import { describe, expect, test } from '@jest/globals';
import { grantsOf, roles } from '../../auth/roles.js';

const personal = [
  'person:read',
  'office:personal',
  'public-services:personal',
  'health:read',
  'health:restricted',
  'land:personal',
] as const;

describe('roles', () => {
  test('auditors, operators and operations centres hold nothing personal', () => {
    for (const role of ['auditor', 'admin', 'ioc', 'province']) {
      expect(personal.filter((scope) => grantsOf([role]).has(scope))).toEqual([]);
    }
  });

  test('only officers and reporters write, within their own reach', () => {
    const writes = Object.keys(roles).flatMap((role) =>
      [...grantsOf([role])].filter(([scope]) => scope.endsWith(':write')).map(([scope, reach]) => [role, scope, reach]),
    );
    expect(writes).toEqual([
      ['officer', 'office:write', 'AGENCY'],
      ['officer', 'public-services:write', 'AGENCY'],
      ['reporter', 'kpi:write', 'JURISDICTION'],
    ]);
  });

  test('two roles together keep each right at its own reach', () => {
    const grants = grantsOf(['citizen', 'ioc']);
    expect(grants.get('health:read')).toBe('SELF');
    expect(grants.get('land:read')).toBe('JURISDICTION');
    expect(grants.get('land:personal')).toBe('SELF');
  });

  test('a name that is no role gives nothing', () => {
    expect(grantsOf(['constructor', '__proto__', 'Citizen', '']).size).toBe(0);
    expect(Object.keys(roles)).toContain('citizen');
  });
});
