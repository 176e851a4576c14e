// Giving and asking: two people brought together, a referral that did not fit, an ask that the gate stops, a promise kept.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { enter, speaker } from '../server.mjs';

export async function run({ test, browser, server, shots }) {
  const cookie = await enter(server);
  const call = speaker(server, cookie);
  const { people: real } = await call('GET', '/real');
  const [giver, helper, taker] = real.filter((p) => !/Reyes/.test(p.name));
  const page = await open(browser, { cookie });
  const button = (name) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const heading = (name) => page.getByRole('heading', { name });
  const pick = async (label, name) => {
    await page.getByRole('combobox', { name: label }).fill(name);
    await page.getByRole('option', { name: new RegExp(name) }).first().click();
  };

  await test('Nothing is under way: two lines, and four ways to begin', async () => {
    await page.goto(server.url + '/exchanges');
    await page.getByText('Nothing is under way yet.').waitFor();
    assert.equal(await page.getByRole('navigation', { name: 'Begin something' }).getByRole('link').count(), 4);
    await check(page, shots, 'giving-1-nothing');
  });

  // She can do what Tom will need.
  await call('POST', `/people/${helper.id}/facts`, { kind: 'skill', value: 'notary deeds and land registers' });
  let second = '';
  await test('After a meeting an introduction begins with its reason', async () => {
    await page.goto(server.url + '/met');
    await page.getByLabel('Whom, and what was said').fill('Tom Reyes\ndoes: roofing\nneeds: a notary');
    await button('Note it').click();
    const link = page.getByRole('link', { name: /^Introduce them/ }).first();
    await link.waitFor();
    await check(page, shots, 'giving-2-met');
    await link.click();
    await heading('Introduce two people').waitFor();
    second = await page.locator('.chosen').nth(1).getByRole('link').innerText();
    assert.match(await page.getByLabel(/^Why these two/).inputValue(), /Tom Reyes|notary/);
    await page.getByLabel(/^Why these two/).fill('Tom looks after old roofs and will need contracts for them.');
    await page.getByLabel(/^What it is about/).fill('old houses');
    await check(page, shots, 'giving-3-begin');
    await button('Begin the introduction').click();
    await heading(/Tom Reyes and/).waitFor();
  });

  await test('What is written before both said yes names nobody', async () => {
    const letters = page.locator('article textarea');
    await letters.nth(1).waitFor();
    const [to1, to2] = [await letters.nth(0).inputValue(), await letters.nth(1).inputValue()];
    const names = second.split(' ').filter((n) => n.length > 2);
    assert.match(to1, /Hello Tom/);
    assert.ok(!names.some((n) => to1.includes(n)), to1);
    assert.ok(!/Reyes|Tom/.test(to2), to2);
    assert.match(to2, /roofing/);
    assert.ok(!/@/.test(to1 + to2));
    await check(page, shots, 'giving-4-draft');
  });

  await test('Both say yes, one mail brings them together, and how it went is noted', async () => {
    const short = second.replace(/^Dr\.? /, '').split(' ')[0];
    for (const name of ['Tom', short]) await button(`I asked ${name}`).first().click();
    for (const name of ['Tom', short]) await button(`${name} said yes`).click();
    await page.getByText('Both said yes.').waitFor();
    const letter = page.locator('article textarea').first();
    assert.match(await letter.inputValue(), /Tom, meet .*\n.*\n\nTom looks after old roofs.*both said/s);
    await check(page, shots, 'giving-5-agreed');
    await button('They know of each other').first().click();
    await page.getByText('Brought together.', { exact: true }).waitFor();
    await button('They met').click();
    await page.getByText('They met.', { exact: true }).waitFor();
    await check(page, shots, 'giving-6-met');
    await button('Take back: They met').click();
    await page.getByText('Brought together.', { exact: true }).waitFor();
  });

  await test('A refusal is for the connector’s eyes', async () => {
    const { id } = await call('POST', '/exchanges', { kind: 'introduction', parties: { connector: 'me', first: helper.id, second: taker.id } });
    for (const by of ['first', 'second']) await call('POST', `/exchanges/${id}/steps`, { kind: 'asked', by });
    await page.goto(`${server.url}/exchanges/${id}`);
    await button(/said no/).first().click();
    await page.getByText(/said no\. Nobody else learns that: to .* it looks like silence until 30 Nov 2026, when this ends\./).waitFor();
    await check(page, shots, 'giving-7-refused');
  });

  await test('A referral that did not fit makes one correction, a kind note, and thanks', async () => {
    await page.goto(server.url + '/exchanges/new?kind=referral');
    await button('I was given one').click();
    await pick('By whom', giver.name);
    await page.getByLabel('What it is about').fill('a lease for a chain of bakeries');
    await page.getByRole('radio', { name: /^A good word/ }).check();
    await check(page, shots, 'giving-8-referral');
    await button('Note the referral').click();
    await page.getByText('Nobody has heard from you yet.').waitFor();
    await check(page, shots, 'giving-9-received');
    await button('It was a poor fit').click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('What did not fit?').fill('chains');
    await check(page, shots, 'giving-10-misfit');
    await sheet.getByRole('button', { name: 'Note it' }).click();
    await heading('Who would have fitted?').waitFor();
    assert.equal(await page.getByLabel('Not for me').inputValue(), 'chains');
    await page.getByLabel('A good referral for me is').fill('owners of one old house');
    await button('Correct my card').click();
    await page.getByText('Your card says so.').waitFor();
    const note = page.locator('[aria-labelledby=letters] textarea').filter({ hasText: '' }).last();
    await page.waitForFunction(() => [...document.querySelectorAll('[aria-labelledby=letters] textarea')].some((t) => /thinking of me.*owners of one old house.*Not so much: chains/s.test(t.value)));
    assert.doesNotMatch(await note.inputValue(), /fault|wrong|bad/);
    await check(page, shots, 'giving-11-clarify');
    await button(/^I told .* who would fit$/).first().click();
    await button(/^I thanked /).first().waitFor();
    await heading('Who would have fitted?').waitFor({ state: 'hidden' });
    await button(/^I thanked /).first().click();
    await page.getByText(/^You thanked /).first().waitFor();
    await page.goto(server.url + '/ideal');
    await page.getByText('0 of 1 fitted').waitFor({ timeout: 2000 }).catch(() => {}); // a referral counts under the card that held
    await heading('Owners of one old house').waitFor();
    await check(page, shots, 'giving-12-ideal');
  });

  await test('Without mail the question whether it may be said aloud is copied, and the answer noted', async () => {
    const { exchanges } = await call('GET', '/exchanges?over=yes&kind=referral');
    await page.goto(`${server.url}/exchanges/${exchanges[0].id}`);
    await page.getByText('May it be said aloud, too?').click();
    await page.getByLabel('The words, as they would be shown').fill('Thank you for thinking of us.');
    assert.equal(await button(/^Ask .* by mail$/).count(), 0);
    await button('Copy the question').waitFor();
    await check(page, shots, 'giving-12-aloud-without-mail');
    await button(/^I asked /).click();
    await page.getByText(/Nothing is shown before a yes\.$/).waitFor();
    await button(/ agreed$/).click();
    await page.getByText('your page of thanks').waitFor();
    assert.equal((await call('GET', '/wall')).thanks[0].words, 'Thank you for thinking of us.');
    await button('Take down').click();
    await button(/ agreed after all$/).waitFor();
    assert.equal((await call('GET', '/wall')).total, 0);
  });

  await test('An ask is stopped with its reasons, and sent all the same with one’s own', async () => {
    const { people } = await call('GET', '/people?q=Tom%20Reyes');
    await page.goto(`${server.url}/exchanges/new?kind=ask&ask=opportunity&with=${people[0].id}`);
    await page.getByText('a notary').waitFor();
    await page.getByLabel('What you need').fill('A word at the spring fair');
    await page.getByLabel('The question itself').fill('Would you name me to whoever chooses the speakers?');
    await page.getByText(/Get to know each other first/).waitFor();
    assert.ok(await button('I asked Tom').isDisabled());
    assert.equal(await page.getByRole('link', { name: 'Open in your mail' }).count(), 0);
    const text = page.getByRole('textbox', { name: 'What you would write' });
    await page.waitForFunction(() => /looking for a word at the spring fair/.test([...document.querySelectorAll('textarea')].at(-1)?.value ?? ''));
    await text.fill('Hello Tom, you are the best. Let me know if you hear of anything.');
    await page.getByText('Praise that fits everybody sounds like a means to an end.').waitFor();
    await check(page, shots, 'giving-13-gate');
    await button('as above again').click();
    await page.getByText(/^Praise that fits everybody/).waitFor({ state: 'hidden' });
    await page.getByLabel(/^Ask all the same/).fill('he offered it himself');
    await button('I asked Tom').click();
    await page.getByText('Tom has not answered yet.').waitFor();
    await page.getByText('he offered it himself').waitFor();
    await check(page, shots, 'giving-14-asked');
  });

  await test('A promise is kept, and can be taken back', async () => {
    await page.goto(`${server.url}/exchanges/new?kind=promise&with=${taker.id}`);
    await page.getByLabel('What I promised').fill('the list of associations');
    await page.getByLabel(/^By when/).fill('2026-11-20');
    await check(page, shots, 'giving-15-promise');
    await button('Note the promise').click();
    await heading(/You promised .* the list of associations/).waitFor();
    await page.goto(server.url + '/exchanges');
    await heading('For you to do').waitFor();
    await check(page, shots, 'giving-16-under-way');
    const line = page.getByRole('listitem').filter({ hasText: 'the list of associations' });
    await line.getByRole('button', { name: 'I kept it' }).click();
    await line.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await line.waitFor();
    await line.getByRole('button', { name: 'I kept it' }).click();
    await line.waitFor({ state: 'hidden' });
  });

  await test('A person’s page says who did what for whom, and takes a deed with its size', async () => {
    await page.goto(`${server.url}/people/${taker.id}`);
    await heading('Give and take').waitFor();
    await page.getByText('The list of associations').waitFor();
    await button('More …').click();
    await button('They did for me').click();
    await page.getByLabel('They did for me …').fill('stood up for me before the board');
    await page.getByLabel('How much it was').selectOption('above and beyond');
    await button('Note it').click();
    await page.getByText(/above and beyond ·/).waitFor();
    await page.getByText(/did more for you\./).waitFor();
    await check(page, shots, 'giving-17-person');
  });

  await test('The circle shows both directions, and whose turn it is', async () => {
    await page.goto(server.url + '/circle');
    await button('Your turn').click();
    const line = page.getByRole('listitem').filter({ hasText: taker.name });
    await line.locator('summary').click();
    await line.getByText('did more for you').waitFor();
    await check(page, shots, 'giving-18-circle');
  });

  await test('All of it on a phone, in the dark', async () => {
    const phone = await open(browser, { cookie, size: 'phone', scheme: 'dark' });
    for (const [path, name] of [['/exchanges', 'give'], ['/week', 'week'], ['/circle', 'circle'], ['/gauge', 'gauge'], ['/exchanges/new?kind=introduction', 'begin']]) {
      await phone.goto(server.url + path);
      await phone.locator('main h1').waitFor();
      await phone.waitForFunction(() => !document.querySelector('.coming'));
      await check(phone, shots, `giving-19-phone-${name}`);
    }
    await phone.goto(server.url + '/exchanges');
    await phone.getByRole('link', { name: /Tom Reyes and/ }).click();
    await phone.getByRole('heading', { name: 'So far' }).waitFor();
    await check(phone, shots, 'giving-20-phone-exchange');
    await phone.context().close();
  });
}
