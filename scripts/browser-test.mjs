// The explorer in a real browser: it loads without the outside world, signs in, shows the schema and answers a question.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) {
  console.error(`No Chromium at ${executablePath}: install Debian's package chromium, or set CHROMIUM.`);
  process.exit(1);
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
  page.on('request', (request) => {
    if (!/^(data|blob):|^http:\/\/127\.0\.0\.1:/.test(request.url())) outside.push(request.url());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(explorer);
  await page.waitForSelector('.graphiql-container', { timeout: 20_000 });
  await page.waitForFunction(() => document.querySelector('#persona')?.value === 'ioc');
  await page.click('.graphiql-execute-button');
  await page.waitForFunction(() => document.querySelector('.result-window')?.textContent?.includes('signedShare'), null, {
    timeout: 20_000,
  });
  const answer = await page.textContent('.result-window');
  // Another persona asks for a person, under the purpose the page offers for it.
  await page.selectOption('#persona', 'citizen');
  await page.waitForFunction(() => document.querySelector('#purpose').value === 'OWN_DATA');
  const own = '{ person(personalId: "040199000001") { healthRecord { patient { fullName } } } }';
  await page.evaluate((text) => document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.setValue(text), own);
  await page.click('.graphiql-execute-button');
  await page.waitForFunction(
    () => document.querySelector('.result-window')?.textContent?.includes('Nguyễn Thị Minh Hạnh'),
    null,
    {
      timeout: 20_000,
    },
  );
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
  if (outside.length > 0) throw new Error(`the page asked the outside world: ${outside.join(', ')}`);
  if (faults.length > 0) throw new Error(`the page has faults: ${faults.join('; ')}`);
  if (/errors/.test(answer)) throw new Error('the example is answered with errors');
  console.log('ok the explorer signs in, loads nothing from outside, and answers its example');
} finally {
  await browser?.close();
  hub.kill('SIGINT');
}
