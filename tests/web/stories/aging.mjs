// What somebody needed long ago is asked after: one press says that it is still so, or no longer.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { check, open } from '../browser.mjs';
import { enter, speaker } from '../server.mjs';

export async function run({ test, browser, server, shots }) {
  const cookie = await enter(server);
  const call = speaker(server, cookie);
  const { people } = await call('GET', '/real');
  const close = people[0];
  const said = (kind, value, when) => call('POST', `/people/${close.id}/facts`, { kind, value, when });
  await said('need', 'a tax lawyer', '2026-03-03');
  await said('need', 'a bookbinder', '2026-11-01');
  await said('offer', 'her van on weekends', '2026-02-11');
  const page = await open(browser, { cookie });
  const needs = page.getByRole('region', { name: 'What they need' });

  await test('An old need is marked, a fresh one not', async () => {
    await page.goto(`${server.url}/people/${close.id}`);
    await needs.getByText('from March 2026: still so?').waitFor();
    await needs.getByText('1 Nov 2026').waitFor();
    await page.getByText('from February 2026: still so?').waitFor();
    await check(page, shots, 'aging-1-old');
  });
  for (const [size, scheme] of [['phone', 'light'], ['phone', 'dark'], ['wide', 'dark']]) {
    await test(`The same, ${size}, ${scheme}`, async () => {
      const other = await open(browser, { size, scheme, cookie });
      await other.goto(`${server.url}/people/${close.id}`);
      await other.getByText('from March 2026: still so?').waitFor();
      await check(other, shots, `aging-2-${size}-${scheme}`);
      await other.context().close();
    });
  }
  await test('Somebody close is asked by a card', async () => {
    for (let i = 0; i < 20; ++i) {
      const { cards } = await call('GET', '/today');
      if (cards.some((c) => c.rule === 'still so')) break;
      for (const c of cards) await call('PUT', `/today/${c.id}`, { verdict: 'later', days: 30 }); // what weighs more
    }
    await page.goto(server.url + '/');
    const card = page.getByRole('article').filter({ hasText: 'what is still so' });
    await card.getByText('On 3 Mar 2026 you noted').waitFor();
    await check(page, shots, 'aging-3-today');
  });
  await test('One press says that it is still so, by keys; undo makes it old again', async () => {
    await page.goto(`${server.url}/people/${close.id}`);
    await page.getByRole('button', { name: 'Still so: a tax lawyer' }).focus();
    await page.keyboard.press('Enter');
    await needs.getByText('from March 2026: still so?').waitFor({ state: 'detached' });
    await needs.getByText('16 Nov 2026').waitFor();
    await check(page, shots, 'aging-4-still');
    await page.getByRole('button', { name: 'Undo' }).click();
    await needs.getByText('from March 2026: still so?').waitFor();
  });
  await test('… and one that it is so no longer, however often it was said', async () => {
    await page.getByRole('button', { name: 'Still so: a tax lawyer' }).click();
    await needs.getByText('16 Nov 2026').waitFor();
    await needs.getByRole('listitem').filter({ hasText: 'a tax lawyer' }).getByRole('button', { name: 'No longer so' }).click();
    await needs.getByText('a tax lawyer', { exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'No longer: her van on weekends' }).click();
    await page.getByText('from February 2026: still so?').waitFor({ state: 'detached' });
  });
}
