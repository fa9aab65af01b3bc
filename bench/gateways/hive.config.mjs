// Hive Gateway with its Rust planner, from the folder it is installed in; each client's request is answered for itself.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const folder = createRequire(`${process.env.HIVE_FOLDER}/package.json`);
const { unifiedGraphHandler } = await import(pathToFileURL(folder.resolve('@graphql-hive/router-runtime')).href);

export const gatewayConfig = { unifiedGraphHandler, inboundInflightRequestDeduplication: false, logging: false };
