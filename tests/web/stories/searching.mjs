// Looking for people: as one types, by band, many at a time; and the way to somebody.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { enter } from '../server.mjs';

export async function run({ test, browser, server, shots }) {
  const cookie = await enter(server);
  const page = await open(browser, { cookie });
  const found = () => page.locator('main li a[href^="/people/"]').allInnerTexts();

  await test('The list follows what is typed', async () => {
    await page.goto(server.url + '/people');
    await page.locator('main li').first().waitFor();
    const all = (await found()).length;
    await page.getByRole('searchbox').pressSequentially('halasz', { delay: 20 });
    await page.waitForURL(/q=halasz/); // the list of the whole word, not of its beginning
    await page.waitForFunction((n) => document.querySelectorAll('main li a[href^="/people/"]').length < n, all);
    await page.getByText('1 person', { exact: true }).waitFor();
    assert.deepEqual(await found(), ['Imre Halász'], 'also without its accent');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'strong', exact: true }).click();
    await page.waitForFunction(() => [...document.querySelectorAll('main .band')].every((b) => /strong/.test(b.textContent)));
    await check(page, shots, 'search-1-strong');
  });
  await test('A filter is kept, and used again', async () => {
    await page.getByRole('button', { name: 'Keep this filter' }).click();
    await page.getByLabel('A name for it').fill('The strong ones');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByRole('button', { name: 'The strong ones' }).waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'The strong ones' }).click();
    assert.equal(await page.getByRole('button', { name: 'strong', exact: true }).getAttribute('aria-pressed'), 'true');
  });
  await test('Several are tagged at once, Shift takes all between, and Undo takes it off', async () => {
    await page.getByRole('button', { name: 'Choose several' }).click();
    const boxes = page.locator('main li input[type=checkbox]');
    await boxes.nth(0).click();
    await boxes.nth(2).click({ modifiers: ['Shift'] });
    await page.getByText('3 people chosen').waitFor();
    await page.getByPlaceholder('tag', { exact: true }).fill('council');
    await check(page, shots, 'search-2-tagging');
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    await page.getByText('3 people tagged “council”.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByText('Taken back.').waitFor();
  });
  await test('A warm path is a line of people with its weakest link named', async () => {
    await page.goto(server.url + '/paths');
    await page.getByRole('combobox', { name: 'To whom' }).fill('Noor');
    await page.getByRole('option', { name: /Noor Haddad/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/The weakest link is/).first().waitFor();
    assert.ok((await page.locator('.paths > li').count()) <= 5);
    await check(page, shots, 'search-3-paths');
  });
  await test('The map has a table of the same people, and follows time', async () => {
    await page.goto(server.url + '/map');
    await page.locator('canvas').first().waitFor({ state: 'attached' });
    const summary = page.getByText(/The same as a table/);
    const now = Number(/\((\d+)/.exec(await summary.innerText())[1]);
    assert.ok(now > 10);
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    await page.waitForFunction((n) => Number(/table \((\d+)/.exec(document.querySelector('main summary').textContent)[1]) < n, now);
    await page.keyboard.press('End');
    await summary.click();
    await page.getByLabel('Find on the map').fill('Imre');
    await page.getByRole('row', { name: /Imre Halász/ }).waitFor();
    await check(page, shots, 'search-4-map');
  });
}
