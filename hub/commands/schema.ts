import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { generate, loadContext } from '@graphql-codegen/cli';
import { printContracts } from '../contracts.js';

// Prints every contract to schema/, then the types of the named operations: both are committed, and a test fails when they are stale.
for (const [file, text] of Object.entries(await printContracts())) writeFileSync(file, text);
mkdirSync('tests/generated', { recursive: true });
await generate(await loadContext('codegen.yml'), true);
