// The letters of the server, for its owner: one that is refused waits, is tried again, is taken back.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { startMailServer } from '../mail_server.mjs';
import { enter, speaker, startSender } from '../server.mjs';

export async function run({ test, browser, server, shots, build, book }) {
  await test('A server that sends no mail says so', async () => {
    const page = await open(browser, { cookie: await enter(server) });
    await page.goto(server.url + '/settings');
    await page.getByRole('link', { name: 'Letters of this server' }).click();
    await page.getByText('This server sends no mail.').waitFor();
    await check(page, shots, 'outbox-1-no-mail');
    await page.context().close();
  });

  const post = await startMailServer();
  const sends = await startSender(build, book, post);
  try {
    const cookie = await enter(sends);
    const call = speaker(sends, cookie);
    const want = (address) => call('PUT', '/daily-letter', { hour: 6, zone: 'UTC', address });
    const page = await open(browser, { cookie });
    const waiting = page.getByRole('region', { name: 'Waiting' });

    await test('Before the first letter there is none', async () => {
      await page.goto(sends.url + '/letters');
      await page.getByText('No letters yet.').waitFor();
      await check(page, shots, 'outbox-2-none');
    });
    await test('One that the mail server refuses waits, with its reason and its next time', async () => {
      post.refuse('451 too busy for <ada@brenner-law.example>');
      await want('ada@brenner-law.example');
      for (let i = 0; i < 100 && !(await call('GET', '/letters')).waiting[0]?.tries; ++i) await new Promise((go) => setTimeout(go, 50));
      await page.reload();
      await waiting.getByText('Is this your address?').waitFor();
      await waiting.getByText(/Tried once; next (at|on)/).waitFor();
      await waiting.getByText('The mail server: 451 too busy for …').waitFor();
      assert.doesNotMatch(await page.locator('main').textContent(), /@/);
      await check(page, shots, 'outbox-3-waiting');
    });
    for (const [size, scheme] of [['phone', 'light'], ['phone', 'dark'], ['wide', 'dark']]) {
      await test(`What waits, ${size}, ${scheme}`, async () => {
        const other = await open(browser, { size, scheme, cookie });
        await other.goto(sends.url + '/letters');
        await other.getByText(/Tried once/).waitFor();
        await check(other, shots, `outbox-4-${size}-${scheme}`);
        await other.context().close();
      });
    }
    await test('It is tried now, by keys, and goes when the mail server takes it', async () => {
      const now = waiting.getByRole('button', { name: 'Try now' });
      await now.focus();
      await page.keyboard.press('Enter');
      await waiting.getByText(/Tried 2 times/).waitFor();
      post.refuse('');
      await now.click();
      await page.getByRole('region', { name: 'Sent' }).getByText('Is this your address?').waitFor();
      assert.equal((await post.letters(1)).length, 1);
    });
    await test('One that waits is taken back, and is not sent', async () => {
      post.refuse('451 busy');
      await want('eve@brenner-law.example');
      for (let i = 0; i < 100 && !(await call('GET', '/letters')).waiting[0]?.tries; ++i) await new Promise((go) => setTimeout(go, 50));
      await page.reload();
      await waiting.getByRole('button', { name: 'Take back' }).click();
      await page.getByRole('region', { name: 'Not sent' }).getByText(/Taken back/).waitFor();
      post.refuse('');
      assert.equal((await post.letters(0)).length, 1);
      await check(page, shots, 'outbox-5-back');
    });
  } finally {
    await sends.stop();
    post.stop();
  }
}
