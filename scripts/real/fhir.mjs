// FHIR R4: HAPI's JPA server, the reference implementation, with a database in memory. Maven fetches it, once; a page of Java starts it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { cache } from './kit/cache.mjs';
import { NotThere } from './kit/not-there.mjs';
import { freePort, startProcess } from './kit/server-process.mjs';

const version = '8.4.0';
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
const own = (name) => fileURLToPath(new URL(`hapi/${name}`, import.meta.url));

export async function start() {
  needJava();
  const libraries = obtain();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/fhir`;
  // A server that lives for minutes starts sooner without the optimising compiler.
  const flags = ['-XX:TieredStopAtLevel=1', '-Xmx1g', '-cp', join(libraries, '*')];
  const server = await startProcess(java, [...flags, own('FhirServer.java'), String(port)], {
    // Its capabilities would do, but take seconds to tell at first.
    url: `${url}/Patient?_summary=count`,
    readyWithinMs: 180_000,
  });
  return { env: { FHIR_URL: url }, stop: server.stop };
}

// Java alone is not enough: the page is compiled as it is started.
function needJava() {
  const found = /version "(\d+)/.exec(spawnSync(java, ['-version'], { encoding: 'utf8' }).stderr ?? '');
  const compiles = spawnSync(java, ['--list-modules'], { encoding: 'utf8' }).stdout?.includes('jdk.compiler');
  if (!found || Number(found[1]) < 17 || !compiles)
    throw new NotThere('Install first, for the FHIR server: a JDK of 17 or newer (apt-get install openjdk-17-jdk-headless).');
}

/** The folder of the server's libraries: the one in the cache, or a new one there. */
function obtain() {
  const folder = join(cache, `hapi-${version}`);
  if (existsSync(folder)) return folder;
  if (spawnSync('mvn', ['-v']).error) throw new NotThere('Install first, to fetch the FHIR server: apt-get install maven.');
  mkdirSync(cache, { recursive: true });
  const partial = mkdtempSync(join(cache, 'partial-'));
  try {
    console.error(`Fetching HAPI FHIR ${version} (380 MB) …`);
    // -U asks again for what could not be had the last time.
    const flags = ['-B', '-q', '-U', '-f', own('pom.xml'), `-Dhapi=${version}`, `-DoutputDirectory=${partial}`];
    const copy = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
    const { status, stdout, stderr } = spawnSync('mvn', [...flags, copy, '-DincludeScope=runtime'], { encoding: 'utf8' });
    const why = stripVTControlCharacters(`${stdout}${stderr}`).split('\n');
    if (status !== 0)
      throw new NotThere(`HAPI FHIR ${version} cannot be had: ${(why.find((line) => /ERROR/.test(line)) ?? '').trim()}`);
    // The last step, and atomic: a folder in the cache is always a whole one.
    if (!existsSync(folder)) renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}
