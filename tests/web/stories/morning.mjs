// The morning: five cards, by mouse, by keys, and taken back.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { enter } from '../server.mjs';

const names = (page) => page.locator('article h2').allInnerTexts();

export async function run({ test, browser, server, shots }) {
  const cookie = await enter(server);
  const page = await open(browser, { cookie });
  await page.goto(server.url);
  await page.getByText('That is all.').waitFor();
  const before = await names(page);

  await test('Each card says what, whom and why, and how to begin', async () => {
    assert.equal(before.length, 5);
    for (const card of await page.locator('article').all()) {
      assert.match(await card.locator('p').first().innerText(), /\d/, 'a reason has a date or a number');
      assert.ok((await card.getByRole('button').count()) === 4);
    }
    await check(page, shots, 'morning-1-cards');
  });
  await test('Done takes a card away at once, and Undo brings it back', async () => {
    await page.locator('article').first().getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    assert.ok(!(await names(page)).includes(before[0]));
    await check(page, shots, 'morning-2-undo');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(before[0], { exact: true }).waitFor();
    assert.deepEqual(await names(page), before);
  });
  await test('Write opens a draft, with a link for the own mail program', async () => {
    await page.locator('article').nth(2).getByRole('button', { name: 'Write' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Text').waitFor();
    const link = await sheet.getByRole('link', { name: 'Open in your mail' }).getAttribute('href');
    assert.match(link, /^mailto:[^?]+@[^?]+\?subject=.+&body=Hello/);
    await check(page, shots, 'morning-3-write');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  });
  await test('Later asks when, and says when it comes back', async () => {
    const who = (await names(page))[1];
    const card = page.locator('article').nth(1);
    await card.getByRole('button', { name: 'Later' }).click();
    await check(page, shots, 'morning-4-later');
    await card.getByRole('button', { name: '2 weeks' }).click();
    await page.getByText(/Comes back in 2 weeks/).waitFor();
    await page.reload();
    await page.getByText('That is all.').waitFor();
    assert.ok(!(await names(page)).includes(who), 'also after a reload');
  });
  await test('All of it works by keys', async () => {
    const [first, second] = await names(page);
    const focused = () => page.evaluate(() => document.activeElement?.querySelector('h2')?.innerText);
    await page.keyboard.press('j');
    assert.equal(await focused(), first);
    await page.keyboard.press('j');
    assert.equal(await focused(), second);
    await page.keyboard.press('k');
    assert.equal(await focused(), first);
    await page.keyboard.press('n');
    await page.getByText(/Left alone/).waitFor();
    assert.ok(!(await names(page)).includes(first));
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Not this').waitFor();
    await check(page, shots, 'morning-5-keys');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.getByRole('heading', { name: 'People', exact: true }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1', 'a new page says its name');
    await page.keyboard.press('/');
    assert.equal(await page.evaluate(() => document.activeElement?.type), 'search');
  });
}
