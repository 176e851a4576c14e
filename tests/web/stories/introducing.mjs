// Two people without an account are asked by mail, and answer by a link: in any browser, without a script.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { startMailServer } from '../mail_server.mjs';
import { enter, speaker, startSender } from '../server.mjs';

export async function run({ test, browser, shots, build, book }) {
  const post = await startMailServer();
  const sends = await startSender(build, book, post);
  try {
    const cookie = await enter(sends);
    const call = speaker(sends, cookie);
    const named = async (name) => (await call('GET', `/people?q=${encodeURIComponent(name)}`)).people[0].id;
    const [first, second] = [await named('Imre Halász'), await named('Marta Lindqvist')];
    const page = await open(browser, { cookie });
    const links = [];
    const answer = async (link, button) => {
      const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
      const mail = await context.newPage();
      await mail.goto(link);
      await mail.getByRole('heading', { name: 'Would you like to meet?' }).waitFor();
      await mail.screenshot({ path: `${shots}/introducing-2-asked.png` });
      await mail.getByRole('button', { name: button, exact: true }).click();
      const said = await mail.getByRole('heading').textContent();
      await context.close();
      return said;
    };

    await test('Each is asked by a letter that names nobody', async () => {
      const { id } = await call('POST', '/exchanges', { kind: 'introduction', parties: { connector: 'me', first, second }, about: 'cooperatives', words: 'You both found cooperatives.' });
      await page.goto(`${sends.url}/exchanges/${id}`);
      for (let i = 0; i < 2; ++i) {
        await page.getByRole('button', { name: 'Send it for me' }).first().click();
        const letters = await post.letters(i + 1);
        assert.equal(letters[i].to.length, 1);
        assert.match(letters[i].text, /^Reply-To: .*ada/im);
        assert.match(letters[i].text, /It is about cooperatives/);
        for (const mark of i === 0 ? [/Marta/, /Lindqvist/i] : [/Imre/, /Hal.sz/i]) assert.doesNotMatch(letters[i].text, mark);
        links.push(letters[i].text.match(/http\S+\/mail\/introduction\/\S+/)[0]);
      }
      await page.getByText(/You asked/).first().waitFor();
      await check(page, shots, 'introducing-1-sent');
    });
    await test('A link is good once, and what it says tells nothing of the other', async () => {
      assert.equal(await answer(links[0], 'Yes, gladly'), 'Thank you');
      assert.equal(await answer(links[0], 'No'), 'This link is used up');
    });
    await test('When both said yes one letter goes to both, and to the connector unseen', async () => {
      assert.equal(await answer(links[1], 'Yes, gladly'), 'Thank you');
      const letters = await post.letters(3);
      assert.equal(letters[2].to.length, 3);
      assert.match(letters[2].text, /Imre, meet Marta|Subject: .*meet/);
      assert.match(letters[2].text, /You both found cooperatives/);
      assert.doesNotMatch(letters[2].text.split('\n\n')[0], /^Bcc:/im);
      await page.getByText(/[Bb]rought together/).first().waitFor();
      await check(page, shots, 'introducing-3-made');
    });
  } finally {
    await sends.stop();
    post.stop();
  }
}
