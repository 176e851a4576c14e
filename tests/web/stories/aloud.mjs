// Somebody is thanked, and asked by mail whether it may be said aloud; with their yes it stands on the wall, until it is taken down.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { startMailServer } from '../mail_server.mjs';
import { enter, speaker, startSender } from '../server.mjs';

const kWords = 'Imre found us the hall, and asked nothing for it.';

export async function run({ test, browser, shots, build, book }) {
  const post = await startMailServer();
  const sends = await startSender(build, book, post);
  try {
    const cookie = await enter(sends);
    const call = speaker(sends, cookie);
    const { people } = await call('GET', `/people?q=${encodeURIComponent('Imre Halász')}`);
    const { id } = await call('POST', '/exchanges', { kind: 'promise', parties: { maker: people[0].id, taker: 'me' }, about: 'the hall' });
    await call('POST', `/exchanges/${id}/steps`, { kind: 'kept', by: 'maker' });
    const page = await open(browser, { cookie });
    const button = (name) => page.getByRole('button', { name, exact: typeof name === 'string' });
    const thanks = () => page.getByRole('listitem').filter({ hasText: kWords });
    let link = '';
    // As somebody without an account sees it, in a browser that runs no script.
    const answer = async (name) => {
      const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
      const mail = await context.newPage();
      await mail.goto(link);
      await mail.getByRole('heading', { name: 'May you be thanked aloud?' }).waitFor();
      await mail.screenshot({ path: `${shots}/aloud-4-asked.png` });
      await mail.getByRole('button', { name, exact: true }).click();
      const said = await mail.getByRole('heading').textContent();
      await context.close();
      return said;
    };

    await test('The wall is empty, and says how something gets there', async () => {
      await page.goto(sends.url + '/exchanges');
      await page.getByRole('link', { name: 'Said aloud' }).click();
      await page.getByText('Nothing is said aloud yet.').waitFor();
      await check(page, shots, 'aloud-1-empty');
    });
    await test('Whoever says thanks aloud finds the question next, with the words', async () => {
      await page.goto(`${sends.url}/exchanges/${id}`);
      await page.getByLabel('How').selectOption('aloud');
      await page.getByText(/^Thank them first\./).waitFor();
      await check(page, shots, 'aloud-2-thanks');
      await button('I thanked Imre').first().click();
      await page.getByText('May it be said aloud, too?').waitFor();
      await page.getByLabel('The words, as they would be shown').fill(kWords);
      await page.getByText('What Imre would read').click();
      await page.getByText(`“${kWords}”`).waitFor();
      await check(page, shots, 'aloud-3-question');
      const phone = await open(browser, { cookie, size: 'phone', scheme: 'dark' });
      await phone.goto(page.url());
      await phone.getByText('What Imre would read').click();
      await check(phone, shots, 'aloud-3-question-phone');
      await phone.context().close();
    });
    await test('A letter asks with the very words, and shows nothing yet', async () => {
      await button('Ask Imre by mail').click();
      const [letter] = await post.letters(1);
      assert.ok(letter.text.includes(`“${kWords}”`), letter.text);
      link = letter.text.match(/http\S+\/mail\/thanks\/\S+/)[0];
      await page.getByText(/^You asked Imre on .* Nothing is shown before a yes\.$/).waitFor();
      assert.equal((await call('GET', '/wall')).total, 0);
    });
    await test('A yes by its link shows them; the same yes is taken once', async () => {
      assert.equal(await answer('Yes, gladly'), 'Thank you');
      assert.equal(await answer('Yes, gladly'), 'This link is used up');
      await page.getByText(/^Imre agreed on /).waitFor();
      await check(page, shots, 'aloud-5-agreed');
      await page.goto(sends.url + '/wall');
      await thanks().getByText('Imre Halász').waitFor();
      for (const [size, scheme] of [['wide', 'light'], ['phone', 'dark']]) {
        const other = await open(browser, { size, scheme, cookie });
        await other.goto(sends.url + '/wall');
        await other.getByText(kWords).waitFor();
        await check(other, shots, `aloud-6-wall-${size}-${scheme}`);
        await other.context().close();
      }
    });
    await test('On paper it is the thanks alone', async () => {
      await page.emulateMedia({ media: 'print' });
      await page.screenshot({ path: `${shots}/aloud-7-printed.png` });
      for (const gone of [page.getByRole('navigation', { name: 'Main' }), button(/^Take down/), button('Print it')]) assert.equal(await gone.isVisible(), false);
      assert.ok(await page.getByText(kWords).isVisible());
      await page.emulateMedia({ media: null });
    });
    await test('What is taken down is gone, comes back by Undo, and goes at their no', async () => {
      await button(/^Take down/).click();
      await thanks().waitFor({ state: 'hidden' });
      await page.getByText('Nothing is said aloud yet.').waitFor();
      await button('Undo').last().click();
      await thanks().waitFor();
      assert.equal(await answer('No'), 'Thank you');
      await thanks().waitFor({ state: 'hidden' });
      await page.goto(`${sends.url}/exchanges/${id}`);
      await page.getByText(/^Not to be said aloud, or not any more/).waitFor();
      assert.equal(await button(/^Ask /).count(), 0);
      await check(page, shots, 'aloud-8-no');
    });
  } finally {
    await sends.stop();
    post.stop();
  }
}
