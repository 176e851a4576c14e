// After a meeting: one box, on a phone, in ten seconds.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { enter } from '../server.mjs';

export async function run({ test, browser, server, shots }) {
  const cookie = await enter(server);
  const page = await open(browser, { cookie, size: 'phone', scheme: 'dark' });

  await test('Somebody new is noted with what they need, and introductions come back', async () => {
    await page.goto(server.url + '/met');
    const box = page.getByLabel('Whom, and what was said');
    await box.waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'TEXTAREA', 'one can write at once');
    await box.fill('Tom Reyes\ndoes: roofing\nneeds: a notary\npromised: HOA list by 2026-12-01');
    const began = Date.now();
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.getByRole('link', { name: 'Tom Reyes' }).waitFor();
    assert.ok(Date.now() - began < 3000);
    await page.getByText('New in your book').waitFor();
    await page.getByText(/needs.*notary/).first().waitFor();
    await check(page, shots, 'met-1-answer');
  });
  await test('Keeping in touch is one press', async () => {
    await page.getByRole('radio', { name: /^Light/ }).check();
    await page.getByText(/now and then/).last().waitFor();
    await page.getByRole('link', { name: 'Tom Reyes' }).click();
    await page.getByRole('heading', { name: 'Tom Reyes' }).waitFor();
    await page.getByText('a notary').first().waitFor();
    await page.getByText('HOA list').first().waitFor();
    assert.ok(await page.getByRole('radio', { name: /^Light/ }).isChecked());
    await check(page, shots, 'met-2-person');
  });
  await test('A name that several have is asked about', async () => {
    await page.goto(server.url + '/met');
    await page.getByLabel('Whom, and what was said').fill('Brenner');
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.getByRole('heading', { name: 'Which one?' }).waitFor();
    await check(page, shots, 'met-3-which');
    await page.getByRole('button', { name: /Ruth Brenner/ }).click();
    await page.getByText('Already in your book').waitFor();
  });
}
