// Every page at every size and in both schemes: no error, no violation, no sideways scroll; and how fast it is.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { enter } from '../server.mjs';

const kPages = {
  today: '/', count: '/count', real: '/real', slipping: '/slipping', owed: '/owed', people: '/people', met: '/met', map: '/map',
  paths: '/paths', channels: '/channels', mirror: '/mirror', bring: '/bring', me: '/bring/me', same: '/bring/same',
  settings: '/settings', more: '/more', recover: '/recover', nothing: '/no/such/page',
};
const kMain = ['today', 'count', 'people', 'person', 'map', 'channels', 'settings'];
const kDresses = [['wide', 'light', true], ['phone', 'dark', true], ['wide', 'dark', false], ['phone', 'light', false]];

// A page stands when nothing says that it is still coming.
const settled = async (page) => {
  await page.locator('main h1').first().waitFor({ state: 'attached' });
  await page.waitForFunction(() => !document.querySelector('.coming') && !/ …$/.test(document.querySelector('main [role=status]')?.textContent ?? ''));
};

export async function run({ test, browser, server, shots }) {
  const cookie = await enter(server);
  const ask = (path) => fetch(server.url + '/api/v1' + path, { headers: { Cookie: `${cookie.name}=${cookie.value}` } }).then((r) => r.json());
  const { people } = await ask('/people?q=Imre');
  const pages = { ...kPages, person: `/people/${people[0].id}` };

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
