// Passkeys, with a virtual device: added, signed in with, asked for again, removed. And what a browser keeps after signing out (F8).
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { open } from '../browser.mjs';
import { enter } from '../server.mjs';

export async function run({ test, browser, server }) {
  const cookie = await enter(server);
  const page = await open(browser, { cookie });
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });

  await test('A passkey is added in Settings', async () => {
    await page.goto(server.url + '/settings');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByLabel('What shall it be called?').fill('this laptop');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForFunction(async () => (await (await fetch('/api/v1/passkeys')).json()).passkeys.length === 1);
    await page.getByText('The passkey is kept.').waitFor();
    await page.getByText('passkey since').waitFor();
  });

  await test('One signs in with it, and without a password', async () => {
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Good to see you' }).waitFor();
    await page.getByRole('button', { name: /passkey/i }).click();
    await page.waitForFunction(async () => (await fetch('/api/v1/session')).status === 200);
    await page.getByRole('link', { name: 'People', exact: true }).first().waitFor();
  });

  await test('F8 After signing out nothing personal is left in the browser', async () => {
    await page.goto(server.url + '/people');
    await page.locator('main li').first().waitFor();
    await page.goto(server.url + '/settings');
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Good to see you' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Good to see you' }).waitFor();
    const kept = await page.evaluate(async () => ({ local: { ...localStorage }, session: { ...sessionStorage }, caches: await caches.keys(), databases: await indexedDB.databases() }));
    assert.deepEqual(kept.caches, []);
    assert.deepEqual(kept.databases, []);
    assert.ok(!/@|Imre|Brenner/.test(JSON.stringify(kept)), JSON.stringify(kept));
    assert.deepEqual(await page.context().cookies(), []);
  });
  await page.context().close();
}
