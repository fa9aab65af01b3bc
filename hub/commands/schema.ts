import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { generate, loadContext } from '@graphql-codegen/cli';
import { printEditorSchema } from '../config/editor-schema.js';
import { printContracts } from '../contracts.js';

// Prints every contract to schema/, what editors know of hub.yaml, then the types of the named operations: both are committed, and a test fails when they are stale.
for (const [file, text] of Object.entries(await printContracts())) writeFileSync(file, text);
writeFileSync('hub.schema.json', printEditorSchema());
mkdirSync('tests/generated', { recursive: true });
await generate(await loadContext('codegen.yml'), true);
