// The explorer and the page for operators in a real browser: they load without the outside world, sign in, and answer.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { tryTheSources } from './browser-test-sources.mjs';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) {
  console.error(`No Chromium at ${executablePath}: install Debian's package chromium, or set CHROMIUM.`);
  process.exit(1);
}
/** The whole answer, once it holds `text`: the editor draws only those of its lines that are in view. */
async function answered(page, text) {
  const shown = await page.waitForFunction(
    (part) => {
      const answer = document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue() ?? '';
      return answer.includes(part) && answer;
    },
    text,
    { timeout: 20_000 },
  );
  return shown.jsonValue();
}

const hub = spawn(process.execPath, ['scripts/run.mjs', 'start', '--json'], {
  env: { ...process.env, HUB_PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let browser;
try {
  const { explorer } = await new Promise((resolve, reject) => {
    hub.stdout.once('data', (line) => resolve(JSON.parse(line)));
    hub.once('exit', () => reject(new Error('the hub did not start')));
  });
  browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const outside = [];
  const faults = [];
  const watched = (each) => {
    each.on('request', (request) => {
      if (!/^(data|blob):|^http:\/\/127\.0\.0\.1:/.test(request.url())) outside.push(request.url());
    });
    each.on('pageerror', (error) => faults.push(error.message));
  };
  watched(page);
  await page.goto(explorer);
  await page.waitForSelector('.graphiql-container', { timeout: 20_000 });
  await page.waitForFunction(() => document.querySelector('#persona')?.value === 'ioc');
  await page.click('.graphiql-execute-button');
  const answer = await answered(page, 'signedShare');
  // Another persona asks for a person, under the purpose the page offers for it.
  await page.selectOption('#persona', 'citizen');
  await page.waitForFunction(() => document.querySelector('#purpose').value === 'OWN_DATA');
  const own = '{ person(personalId: "040199000001") { healthRecord { patient { fullName } } } }';
  await page.evaluate((text) => document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.setValue(text), own);
  await page.click('.graphiql-execute-button');
  await answered(page, 'Nguyễn Thị Minh Hạnh');
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
  await tryTheSources(browser, explorer, watched);
  if (outside.length > 0) throw new Error(`the page asked the outside world: ${outside.join(', ')}`);
  if (faults.length > 0) throw new Error(`the page has faults: ${faults.join('; ')}`);
  if (/"errors"/.test(answer)) throw new Error('the example is answered with errors');
  console.log('ok the explorer signs in, loads nothing from outside, and answers its example');
  console.log('ok the page of the sources tells each who asks what is theirs, has one forgotten by keyboard, and fits a phone');
} finally {
  await browser?.close();
  hub.kill('SIGINT');
}
