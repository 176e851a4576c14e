// Today by mail, and days in a calendar: set, confirmed, stopped, replaced.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { startMailServer } from '../mail_server.mjs';
import { enter, startSender } from '../server.mjs';

export async function run({ test, browser, server, shots, build, book }) {
  await test('A server that sends no mail says so', async () => {
    const page = await open(browser, { cookie: await enter(server) });
    await page.goto(server.url + '/settings');
    await page.getByText('This server sends no mail.').waitFor();
    await check(page, shots, 'letters-1-no-mail');
    await page.context().close();
  });

  const post = await startMailServer();
  const sends = await startSender(build, book, post);
  try {
    const cookie = await enter(sends);
    const page = await open(browser, { cookie });
    const part = page.getByRole('form', { name: 'Today by mail' });
    let yes = '';

    await test('It offers an address of one’s own and the browser’s zone', async () => {
      await page.goto(sends.url + '/settings');
      await part.getByLabel('To your address').waitFor();
      assert.match(await part.getByLabel('To your address').inputValue(), /@/);
      assert.equal(await part.getByRole('combobox', { name: /^Time zone/ }).inputValue(), 'Europe/Vienna');
      await part.scrollIntoViewIfNeeded();
      await check(page, shots, 'letters-2-off');
    });
    await test('Nothing is sent before somebody who reads the address said yes', async () => {
      await part.getByLabel('To your address').fill('ada@brenner-law.example');
      const hour = part.getByRole('combobox', { name: /^At/ });
      await hour.selectOption('06:00');
      await hour.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter'); // all of it by keys
      await page.getByText('A link was mailed to ada@brenner-law.example.').waitFor();
      await check(page, shots, 'letters-3-asked');
      const [letter] = await post.letters(1);
      assert.deepEqual(letter.to, ['ada@brenner-law.example']);
      yes = letter.text.match(/http\S+\/mail\/confirm\/\w+/)[0];
    });
    await test('The link’s page has one button, works without a script, and says what happened', async () => {
      const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
      const mail = await context.newPage();
      await mail.goto(yes);
      await mail.screenshot({ path: `${shots}/letters-4-yes.png` });
      await mail.getByRole('button', { name: 'Yes, send it here' }).click();
      await mail.getByRole('heading', { name: 'Thank you' }).waitFor();
      await mail.goto(yes);
      await mail.getByRole('button').click();
      await mail.getByRole('heading', { name: 'This link is used up' }).waitFor();
      await context.close();
      await page.reload();
      await part.getByText('Each day at 06:00 to ada@brenner-law.example').waitFor();
      await check(page, shots, 'letters-5-on');
    });
    await test('It is turned off, and on again without a further link', async () => {
      await part.getByRole('button', { name: 'Turn it off' }).click();
      await part.getByRole('button', { name: 'Send it to me' }).click();
      await part.getByText('Each day at 06:00').waitFor();
      assert.equal((await post.letters(0)).length, 1);
    });
    await test('A calendar’s address is shown once, opens days, and ends with the next one', async () => {
      const feed = page.getByRole('region', { name: 'In your calendar' });
      const ask = (path, init) => fetch(sends.url + '/api/v1' + path, { ...init, headers: { Cookie: `${cookie.name}=${cookie.value}`, Origin: sends.url, 'Content-Type': 'application/json' } });
      const { cards } = await (await ask('/today')).json();
      assert.equal((await ask(`/today/${cards[0].id}`, { method: 'PUT', body: '{"verdict":"later","days":9}' })).status, 200);
      await feed.getByRole('button', { name: 'Make an address' }).click();
      const dialog = page.getByRole('dialog');
      const first = await dialog.getByLabel('Address').inputValue();
      assert.match(first, /\/calendar\/\w{64}\.ics$/);
      await check(page, shots, 'letters-6-address');
      await page.keyboard.press('Escape');
      const days = await fetch(first);
      assert.equal(days.headers.get('Content-Type'), 'text/calendar; charset=utf-8');
      assert.match(await days.text(), /^BEGIN:VCALENDAR\r\n[^]*BEGIN:VEVENT\r\n[^]*DTSTART;VALUE=DATE:20261125\r\n[^]*END:VCALENDAR\r\n$/);
      await feed.getByRole('button', { name: 'Make a new address' }).click();
      const second = await dialog.getByLabel('Address').inputValue();
      assert.notEqual(second, first);
      assert.equal((await fetch(first)).status, 404);
      assert.equal((await fetch(second)).status, 200);
      await page.keyboard.press('Escape');
      await feed.getByRole('button', { name: 'End it' }).click();
      await feed.getByRole('button', { name: 'Make an address' }).waitFor();
      assert.equal((await fetch(second)).status, 404);
    });
    for (const [size, scheme] of [['phone', 'light'], ['phone', 'dark'], ['wide', 'dark']]) {
      await test(`Both parts, ${size}, ${scheme}`, async () => {
        const other = await open(browser, { size, scheme, cookie });
        await other.goto(sends.url + '/settings');
        await other.getByText('Each day at 06:00').waitFor();
        await other.getByRole('button', { name: 'Make an address' }).waitFor();
        await check(other, shots, `letters-7-${size}-${scheme}`);
        await other.context().close();
      });
    }
  } finally {
    await sends.stop();
    post.stop();
  }
}
