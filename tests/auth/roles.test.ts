import { describe, expect, test } from '@jest/globals';
import { personalScopes, purposeNames } from '../../auth/purposes.js';
import { grantsOf, purposesOf, roles } from '../../auth/roles.js';

const personal = [...personalScopes];
const scopesOf = (...names: string[]) => grantsOf(names, 'any').grants;

describe('roles', () => {
  test('operators and operations centres hold nothing personal, for whatever purpose', () => {
    for (const role of ['admin', 'ioc', 'province', 'reporter']) {
      expect(personal.filter((scope) => scopesOf(role).has(scope))).toEqual([]);
    }
  });

  test('an auditor reads what is personal masked, and only so; who read it, they read as it is', () => {
    const { grants, masked } = grantsOf(['auditor'], 'AUDIT');
    const held = personal.filter((scope) => grants.has(scope));
    expect(held).toEqual(personal.filter((scope) => !['health:restricted', 'access:own'].includes(scope)));
    expect([...masked].toSorted()).toEqual(held.filter((scope) => scope !== 'access:read').toSorted());
  });

  test('only officers and reporters write, within their own reach', () => {
    const writes = Object.keys(roles).flatMap((role) =>
      [...scopesOf(role)].filter(([scope]) => scope.endsWith(':write')).map(([scope, reach]) => [role, scope, reach]),
    );
    expect(writes).toEqual([
      ['officer', 'office:write', 'AGENCY'],
      ['officer', 'public-services:write', 'AGENCY'],
      ['reporter', 'kpi:write', 'JURISDICTION'],
    ]);
  });

  test('two roles together keep each right at its own reach', () => {
    const grants = scopesOf('citizen', 'ioc');
    expect(grants.get('health:read')).toBe('SELF');
    expect(grants.get('land:read')).toBe('JURISDICTION');
    expect(grants.get('land:personal')).toBe('SELF');
  });

  test('what one role shows masked, another does not unmask beyond its own reach', () => {
    const { grants, masked } = grantsOf(['auditor', 'officer'], 'any');
    expect(grants.get('public-services:personal')).toBe('AGENCY');
    expect(masked.has('public-services:personal')).toBe(false);
    expect(grants.get('health:read')).toBe('JURISDICTION');
    expect(masked.has('health:read')).toBe(true);
  });

  test('a name that is no role gives nothing', () => {
    const names = ['constructor', '__proto__', 'Citizen', ''];
    expect(grantsOf(names, 'any').grants.size).toBe(0);
    expect(purposesOf(names)).toEqual([]);
    expect(Object.keys(roles)).toContain('citizen');
  });
});

describe('purposes', () => {
  test('without one, nobody reads what is personal', () => {
    expect(personal.filter((scope) => grantsOf(Object.keys(roles), null).grants.has(scope))).toEqual([]);
  });

  test('count for the roles that may have them, and for no other role of the same person', () => {
    const treating = grantsOf(['clinician', 'officer'], 'TREATMENT').grants;
    expect([treating.has('health:read'), treating.has('public-services:personal')]).toEqual([true, false]);
    const processing = grantsOf(['clinician', 'officer'], 'DOSSIER_PROCESSING').grants;
    expect([processing.has('health:read'), processing.has('public-services:personal')]).toEqual([false, true]);
  });

  test('take nothing away that is not personal', () => {
    for (const purpose of [...purposeNames, null]) {
      expect(grantsOf(['officer'], purpose).grants.get('office:read')).toBe('AGENCY');
    }
  });

  test('open health records everywhere to clinicians in an emergency, and to nobody else', () => {
    const everywhere = Object.keys(roles).flatMap((role) =>
      purposeNames.flatMap((purpose) =>
        [...grantsOf([role], purpose).grants]
          .filter(([, reach]) => reach === 'EVERYWHERE')
          .map(([scope]) => [role, purpose, scope]),
      ),
    );
    expect(everywhere).toEqual([
      ['clinician', 'EMERGENCY', 'person:read'],
      ['clinician', 'EMERGENCY', 'health:read'],
    ]);
    expect(grantsOf(['clinician', 'restricted-care'], 'EMERGENCY').grants.has('health:restricted')).toBe(false);
  });
});
