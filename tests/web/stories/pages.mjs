// Every page at every size and in both schemes: no error, no violation, no sideways scroll; and how fast it is.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { enter, speaker } from '../server.mjs';

const kPages = {
  today: '/', count: '/count', real: '/real', slipping: '/slipping', owed: '/owed', people: '/people', met: '/met', give: '/exchanges', begin: '/exchanges/new', 'begin-ask': '/exchanges/new?kind=ask', 'begin-introduction': '/exchanges/new?kind=introduction',
  'begin-referral': '/exchanges/new?kind=referral', 'begin-promise': '/exchanges/new?kind=promise', circle: '/circle', gauge: '/gauge', ideal: '/ideal', wall: '/wall', week: '/week', map: '/map',
  paths: '/paths', channels: '/channels', mirror: '/mirror', bring: '/bring', me: '/bring/me', same: '/bring/same',
  settings: '/settings', letters: '/letters', more: '/more', recover: '/recover', nothing: '/no/such/page',
};
const kMain = ['today', 'count', 'people', 'person', 'map', 'channels', 'settings', 'give', 'exchange', 'begin-ask', 'circle', 'gauge', 'ideal', 'wall', 'week'];
const kDresses = [['wide', 'light', true], ['phone', 'dark', true], ['wide', 'dark', false], ['phone', 'light', false]];

// A page stands when nothing says that it is still coming.
const settled = async (page) => {
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() => !document.querySelector('.coming') && !/ …$/.test(document.querySelector('main [role=status]')?.textContent ?? ''));
};

// A little of each kind is under way, so that the pages have something to show. Gives an introduction's id.
async function beginSome(call) {
  const { people } = await call('GET', '/real');
  const [a, b, c, d, e] = people.map((p) => p.id);
  const begin = (what) => call('POST', '/exchanges', what).then((r) => r.id);
  const step = (id, kind, by, more = {}) => call('POST', `/exchanges/${id}/steps`, { kind, by, ...more });
  const introduction = await begin({ kind: 'introduction', parties: { connector: 'me', first: a, second: b }, words: 'You both restore old roofs.' });
  await step(introduction, 'asked', 'first');
  await step(introduction, 'yes', 'first');
  const refused = await begin({ kind: 'introduction', parties: { connector: 'me', first: c, second: d } });
  await step(refused, 'asked', 'first');
  await step(refused, 'asked', 'second');
  await step(refused, 'no', 'second');
  const referral = await begin({ kind: 'referral', parties: { giver: a, receiver: 'me', referred: e }, about: 'a lease for a bakery', effort: 3, agreed: true });
  await step(referral, 'lost', 'receiver');
  await begin({ kind: 'referral', parties: { giver: 'me', receiver: b }, about: 'two flats to be divided', effort: 1 });
  await begin({ kind: 'promise', parties: { maker: 'me', taker: c }, about: 'the list of associations', due: '2026-11-20' });
  await begin({ kind: 'promise', parties: { maker: d, taker: 'me' }, about: 'a quote for the windows' });
  for (const [who, words] of [[c, 'She read every page of the lease, on a Sunday,\nand found the one clause that mattered.'], [e, 'He lent us his ladder.']]) {
    const kept = await begin({ kind: 'promise', parties: { maker: who, taker: 'me' }, about: 'a helping hand' });
    await step(kept, 'kept', 'maker');
    await step(kept, 'thanked', 'maker', { value: 'aloud' });
    await step(kept, 'shown', 'maker', { words });
  }
  await begin({ kind: 'ask', ask: 'watch', parties: { asker: 'me' }, about: 'a second-hand letterpress' });
  const ask = await begin({ kind: 'ask', ask: 'opportunity', parties: { asker: 'me', helper: b }, about: 'a word at the spring fair', words: 'Would you name me to whoever chooses the speakers?' });
  await step(ask, 'asked', 'helper', { overruling: 'she offered it' });
  await call('PUT', '/ideal-card', { who: 'owners of old houses', phrase: 'who may do what on the stairs?' });
  await call('PUT', '/ideal-card', { who: 'owners of old houses with more than one party', phrase: 'who may do what on the stairs?', not_for: 'new towers', example: 'the house at the canal, through Omar' });
  return introduction;
}

export async function run({ test, browser, server, shots }) {
  const cookie = await enter(server);
  const call = speaker(server, cookie);
  const { people } = await call('GET', '/people?q=Imre');
  await test('A person’s page says what each message was about', async () => {
    const { timeline } = await call('GET', `/people/${people[0].id}`);
    assert.ok(timeline.filter((it) => it.kind === 'message').every((it) => it.subject && it.text));
  });
  const pages = { ...kPages, person: `/people/${people[0].id}`, exchange: `/exchanges/${await beginSome(call)}` };

  for (const [size, scheme, all] of kDresses) {
    const page = await open(browser, { size, scheme, cookie });
    for (const [name, path] of Object.entries(pages)) {
      if (!all && !kMain.includes(name)) continue;
      await test(`${name}, ${size}, ${scheme}`, async () => {
        await page.goto(server.url + path);
        await settled(page);
        await check(page, shots, `page-${name}-${size}-${scheme}`);
      });
    }
    await page.context().close();
  }

  await test('On a slow phone the first words stand within a second, of at most 80 kB', async () => {
    const page = await open(browser, { size: 'phone', cookie });
    const client = await page.context().newCDPSession(page);
    await client.send('Network.enable');
    await client.send('Network.emulateNetworkConditions', { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 3e6 / 8 });
    await client.send('Emulation.setCPUThrottlingRate', { rate: 2 });
    // The middle one of three: what else the machine does is not the page's fault.
    let bytes = 0;
    const paints = [];
    client.on('Network.loadingFinished', (e) => (bytes += e.encodedDataLength));
    await client.send('Network.setCacheDisabled', { cacheDisabled: true });
    for (let i = 0; i < 3; ++i) {
      bytes = 0;
      await page.goto(server.url + '/count');
      await page.getByText(/are real/).waitFor();
      assert.ok(bytes <= 80_000, `${bytes} bytes`);
      paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime));
    }
    const paint = paints.sort((a, b) => a - b)[1];
    console.log(`        first paint ${Math.round(paint)} ms, ${(bytes / 1000).toFixed(1)} kB`);
    assert.ok(paint <= 1000, `${paint} ms`);
  });
}
