// Two entries that are one person: merged, and taken back.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { enter } from '../server.mjs';

const find = async (page, server, name) => {
  await page.goto(`${server.url}/people?q=${encodeURIComponent(name)}`);
  await page.locator('main li').first().waitFor();
  await page.getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
};

export async function run({ test, browser, server, shots }) {
  const cookie = await enter(server);
  const page = await open(browser, { cookie });
  const handles = () => page.locator('aside').getByRole('list').first().locator('li').allInnerTexts();

  await test('Two who are one are merged by hand', async () => {
    await find(page, server, 'Imre Halász');
    const before = await handles();
    await page.getByRole('button', { name: 'Same as …' }).click();
    await page.getByRole('combobox', { name: 'Look for the other entry' }).fill('Noor');
    await page.getByRole('option', { name: /Noor Haddad/ }).click();
    await check(page, shots, 'merge-1-sides');
    await page.getByRole('button', { name: 'They are one person' }).click();
    await page.getByText('noor@haddad-co.example').first().waitFor();
    assert.ok((await handles()).length > before.length);
    await check(page, shots, 'merge-2-one');
  });
  await test('And taken back, as if it had not been', async () => {
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back.').waitFor();
    await find(page, server, 'Noor Haddad');
    assert.deepEqual((await handles()).filter((h) => h.includes('imre')), []);
    await find(page, server, 'Imre Halász');
    assert.deepEqual((await handles()).filter((h) => h.includes('noor')), []);
  });
  await test('A need that is noted stands first, and can be taken back', async () => {
    await page.getByRole('button', { name: 'They need' }).click();
    await page.getByLabel(/They need/).fill('a bookkeeper who understands cooperatives');
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.getByText('a bookkeeper who understands cooperatives').first().waitFor();
    await check(page, shots, 'merge-3-need');
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByText(/You have noted no need/).waitFor();
  });
  await test('The strength is explained by factors that add up to it', async () => {
    await page.getByText(/^Why \d+\?$/).click();
    await page.getByText('The middle one stands at').waitFor();
    const shown = (await page.locator('table').first().locator('td.number').allInnerTexts()).map((t) => Number(t.replace('−', '-')));
    const said = /stands at ([−+]?\d+\.\d+); with ([−+]\d+\.\d+) this tie stands at ([−+]\d+\.\d+)/.exec(await page.locator('.sum').innerText());
    const [median, sum, z] = said.slice(1).map((t) => Number(t.replace('−', '-')));
    assert.equal(shown.length, 5);
    assert.ok(Math.abs(shown.reduce((a, b) => a + b) - sum) < 0.03, `${shown} make ${sum}`);
    assert.ok(Math.abs(median + sum - z) < 0.02, `${median} and ${sum} make ${z}`);
    await check(page, shots, 'merge-4-why');
  });
}
