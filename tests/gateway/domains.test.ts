import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { domainsOf } from '../../gateway/supergraph/domains.js';

test('a coordinate belongs to the domain that gives its value, and to none where several share it', () => {
  const domains = domainsOf(readFileSync('schema/supergraph.graphql', 'utf8'));
  expect(domains(['HealthRecord.patient', 'HealthCode.code'])).toEqual(['health']);
  expect(domains(['Person.dossiers', 'Person.parcels', 'Dossier.status'])).toEqual(['land', 'public-services']);
  // Keys and shared types are everybody's; another domain's external field is its owner's.
  expect(domains(['Person.personalId', 'Provenance.source', 'No.such'])).toEqual([]);
  expect(domains(['Jurisdiction.population'])).toEqual(['kpi']);
});
