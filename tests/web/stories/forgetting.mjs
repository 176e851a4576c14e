// Forgetting: says what would go, asks who you are, and then nothing is left.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { enter, kPassword } from '../server.mjs';

export async function run({ test, browser, server, shots }) {
  const cookie = await enter(server);
  const page = await open(browser, { cookie });
  await page.goto(server.url + '/people?q=Priya');
  await page.locator('main li').first().waitFor();
  await page.getByRole('link', { name: 'Priya Raman' }).click();
  await page.getByRole('heading', { name: 'Priya Raman' }).waitFor();
  const address = page.url();

  await test('The dialog says exactly what would go, and can be left', async () => {
    await page.getByRole('button', { name: 'Forget …' }).click();
    await page.getByText(/entr(y|ies) of your book/).waitFor();
    assert.match(await page.getByRole('dialog').innerText(), /[1-9][\d,]* entr/);
    await check(page, shots, 'forget-1-what');
    await page.getByRole('button', { name: 'Keep', exact: true }).click();
    await page.getByRole('heading', { name: 'Priya Raman' }).waitFor();
  });
  await test('Then the person is gone from every page', async () => {
    await page.getByRole('button', { name: 'Forget …' }).click();
    await page.getByRole('button', { name: 'Forget Priya Raman' }).click();
    const password = page.getByLabel('Your password');
    const gone = page.getByText('Priya Raman is forgotten. No byte is left.');
    await password.or(gone).first().waitFor();
    if (await password.isVisible()) {
      await check(page, shots, 'forget-2-confirm');
      await password.fill(kPassword);
      await page.getByRole('button', { name: 'Yes, it is me' }).click();
    }
    await gone.waitFor();
    await page.goto(address);
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await page.goto(server.url + '/people?q=Priya');
    await page.getByText('Nobody fits that.').waitFor();
  });
}
