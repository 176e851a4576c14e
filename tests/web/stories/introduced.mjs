// Somebody brought you together with somebody: noted, kept going, thanked.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { enter, speaker } from '../server.mjs';

export async function run({ test, browser, server, shots }) {
  const cookie = await enter(server);
  const call = speaker(server, cookie);
  const { people } = await call('GET', '/real');
  const [omar, noor] = people;
  const page = await open(browser, { cookie });

  await test('It is noted from where things begin', async () => {
    await page.goto(server.url + '/exchanges');
    await page.getByRole('link', { name: 'Somebody introduced you? Note it' }).click();
    await page.getByRole('heading', { name: 'Somebody introduced you' }).waitFor();
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.getByText('Choose both').waitFor();
    await check(page, shots, 'introduced-1-begin');
    await page.goto(`${server.url}/exchanges/new?kind=introduced&with=${omar.id}&and=${noor.id}`);
    await page.getByLabel('What it is about').fill('the spring fair');
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.getByText(`${omar.name} brought you together`).first().waitFor();
    await check(page, shots, 'introduced-2-made');
  });
  for (const [size, scheme] of [['phone', 'light'], ['phone', 'dark'], ['wide', 'dark']]) {
    await test(`It stands among what was made for you, ${size}, ${scheme}`, async () => {
      const other = await open(browser, { size, scheme, cookie });
      await other.goto(server.url + '/exchanges');
      await other.getByRole('region', { name: 'Made for you' }).getByText(noor.name).waitFor();
      await check(other, shots, `introduced-3-${size}-${scheme}`);
      await other.context().close();
    });
  }
  await test('When you met, thanks are due to whoever brought you together', async () => {
    await page.getByRole('button', { name: 'We met' }).first().click();
    await page.getByLabel(/^What came of it/).fill('She rents us the hall.');
    await check(page, shots, 'introduced-4-outcome');
    await page.getByRole('dialog').getByRole('button', { name: 'Note it' }).click();
    await page.getByText('You met', { exact: true }).waitFor();
    await page.getByText('She rents us the hall.').waitFor();
    await page.getByRole('heading', { name: 'What you could write' }).waitFor();
    await check(page, shots, 'introduced-5-met');
    await page.goto(server.url + '/exchanges');
    await page.getByRole('region', { name: 'For you to do' }).getByText(noor.name).waitFor();
  });
  await test('Thanks are printed as one card of A6, and nothing else with it', async () => {
    const { exchanges } = await call('GET', '/exchanges');
    await page.goto(`${server.url}/exchanges/${exchanges[0].id}`);
    await page.getByLabel('How').selectOption('By card');
    await page.getByRole('link', { name: 'Print a card' }).click();
    const card = page.getByRole('article', { name: 'The card' });
    await card.getByText(/thank you for introducing me/).waitFor();
    assert.equal((await card.textContent()).split('Ada Brenner').length, 2, 'signed once');
    await check(page, shots, 'introduced-6-card');
    for (const [size, scheme] of [['phone', 'light'], ['phone', 'dark'], ['wide', 'dark']]) {
      const other = await open(browser, { size, scheme, cookie });
      await other.goto(page.url());
      await other.getByRole('article', { name: 'The card' }).getByText(/thank you/).waitFor();
      await check(other, shots, `introduced-7-${size}-${scheme}`);
      await other.context().close();
    }
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 560, height: 397 });
    await page.screenshot({ path: `${shots}/introduced-8-printed.png` });
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1);
    const [width, height] = pdf.match(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/).slice(1).map(Number);
    assert.ok(Math.abs(width - 419.5) < 2 && Math.abs(height - 297.6) < 2, `${width} × ${height}`);
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1360, height: 900 });
  });
  await test('That it went by card is noted with it', async () => {
    await page.getByRole('button', { name: /^I thanked .*, by card$/ }).click();
    await page.getByText(/^You thanked .*, by card$/).waitFor();
  });
}
