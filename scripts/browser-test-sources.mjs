/** The page for operators: it signs in, tells how each source does, has one forgotten by keyboard, and fits a phone. */
export async function tryTheSources(browser, origin, watched) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  watched(page);
  await page.goto(new URL('/sources', origin).href);
  await page.waitForSelector('#rows tr', { timeout: 20_000 });
  const said = () => page.textContent('#summary');
  if (!/15|nguồn/.test(await said())) throw new Error('the page says nothing of the sources');
  const [wide, narrow] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  if (wide > narrow) throw new Error('the page is wider than a phone');
  await page.focus('#language');
  await page.keyboard.press('Enter');
  if (!/sources/.test(await said())) throw new Error('the page does not speak English');
  await page.focus('[data-id="kpi-nghe-an"] button');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open]');
  await page.focus('dialog button[value=forget]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#done').textContent.includes('kpi-nghe-an is forgotten'));
  // Whose rights do not reach it is told so, and shown nothing.
  await page.selectOption('#persona', 'citizen');
  await page.waitForFunction(() => document.querySelector('#trouble').textContent.includes('may not'));
  if (await page.isVisible('#sources')) throw new Error('a citizen is shown the sources');
  // An operations centre sees its own, and has nothing forgotten.
  await page.selectOption('#persona', 'ioc');
  await page.waitForSelector('#rows tr');
  if ((await page.$('[data-id="kpi-hue"]')) || (await page.$('#rows button')))
    throw new Error('Vinh is shown what is not its own');
  if (process.env.SCREENSHOT_SOURCES) await page.screenshot({ path: process.env.SCREENSHOT_SOURCES });
  await page.close();
}
