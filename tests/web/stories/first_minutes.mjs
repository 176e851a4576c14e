// The first ten minutes: from the printed link to the count.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { check, open } from '../browser.mjs';
import { kPassword } from '../server.mjs';

export const empty = true;

export async function run({ test, browser, server, shots, files }) {
  const page = await open(browser);

  await test('Without the link the door says how to come in', async () => {
    await page.goto(server.url);
    await page.getByRole('heading', { name: 'Nobody lives here yet' }).waitFor();
    await check(page, shots, 'first-1-door');
  });
  await test('The link asks for a name and a password, and says what is wrong with one', async () => {
    await page.goto(`${server.url}/#welcome=${server.welcome}`);
    await page.getByLabel('What shall we call you?').fill('Ada Brenner');
    await page.getByLabel('Choose a password').fill('password1');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('alert').waitFor();
    await check(page, shots, 'first-2-welcome');
    await page.getByLabel('Choose a password').fill(kPassword);
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('heading', { name: 'Bring your people' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/bring');
    await check(page, shots, 'first-3-bring');
  });
  await test('Files and a folder are handed over unopened, and every record is accounted for', async () => {
    const single = readdirSync(files).filter((f) => /\.(vcf|mbox|ics|zip|csv)$/.test(f)).map((f) => join(files, f));
    assert.ok(single.length >= 5);
    await page.locator('[data-pick=files]').setInputFiles(single);
    await page.getByText(/records read:/).waitFor({ timeout: 60_000 });
    await page.locator('[data-pick=folder]').setInputFiles(join(files, 'Maildir'));
    await page.getByText(/records read:/).nth(1).waitFor({ timeout: 90_000 });
    await check(page, shots, 'first-4-brought');
    await page.getByRole('link', { name: 'What was read' }).last().click();
    await page.getByRole('heading', { name: 'What was read' }).waitFor();
    await page.getByRole('table').waitFor();
    const cells = await page.locator('tfoot td').allInnerTexts();
    const [read, ...parts] = cells.map((c) => Number(c.replaceAll(',', '')));
    assert.ok(read > 100, `read ${read}`);
    assert.equal(parts.reduce((a, b) => a + b), read, 'new, knew more, known and skipped make up all that was read');
    await check(page, shots, 'first-5-report');
  });
  await test('Rapport asks who you are, and has marked the likely addresses', async () => {
    await page.goto(server.url + '/bring/me');
    const mine = page.getByRole('checkbox', { name: /ada@brenner-law\.example/ });
    await mine.waitFor();
    assert.ok(await mine.isChecked());
    await check(page, shots, 'first-6-me');
    await page.getByRole('button', { name: 'These are me' }).click();
    await page.getByRole('heading', { name: 'Same person?' }).waitFor();
    await check(page, shots, 'first-7-same');
  });
  await test('The count stands in one sentence, and its numbers open to people', async () => {
    await page.goto(server.url + '/count');
    await page.getByText(/are real/).waitFor();
    await check(page, shots, 'first-8-count');
    const real = Number(await page.locator('a[href="/real"]').innerText());
    assert.ok(real >= 20, `${real} real`);
    await page.locator('a[href="/real"]').click();
    await page.getByRole('heading', { name: 'The real ones' }).waitFor();
    await page.locator('main li').first().waitFor();
    assert.equal(await page.locator('main li').count(), real);
  });
  await test('Today has at most five cards, and ends', async () => {
    await page.goto(server.url);
    await page.getByText('That is all.').waitFor();
    const cards = await page.locator('article').count();
    assert.ok(cards >= 1 && cards <= 5, `${cards} cards`);
  });
}
