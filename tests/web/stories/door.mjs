// The door: out and in again, a wrong password, a page that was wanted, another device, a lost server.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { check, open } from '../browser.mjs';
import { enter, kPassword } from '../server.mjs';

export async function run({ test, browser, server, shots }) {
  await enter(server);
  const page = await open(browser);

  await test('A stranger is led to the door, and afterwards where they wanted to go', async () => {
    await page.goto(server.url + '/mirror');
    await page.getByRole('heading', { name: 'Good to see you' }).waitFor();
    await check(page, shots, 'door-1-sign-in');
    await page.getByLabel('Your name here').fill('Ada Brenner');
    await page.getByLabel('Password').fill('not the right one');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await check(page, shots, 'door-2-wrong');
    await page.getByLabel('Password').fill(kPassword);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Mirror' }).waitFor();
  });
  await test('Ten recovery codes are shown once', async () => {
    await page.goto(server.url + '/settings');
    await page.getByRole('button', { name: 'Make ten new ones' }).click();
    const code = page.locator('.codes li').first();
    const password = page.getByLabel('Your password');
    await code.or(password).first().waitFor();
    if (await password.isVisible()) {
      await password.fill(kPassword);
      await page.getByRole('button', { name: 'Yes, it is me' }).click();
    }
    await code.waitFor();
    assert.equal(await page.locator('.codes li').count(), 10);
    await check(page, shots, 'door-3-codes');
    await page.getByRole('button', { name: 'I have them' }).click();
    await page.getByText('10 are left').waitFor();
  });
  await test('A lost connection is said, and a page that fails can be tried again', async () => {
    await page.route('**/api/v1/people?**', (route) => route.abort());
    await page.goto(server.url + '/people');
    await page.getByRole('alert').waitFor();
    page.wrong = [];
    await check(page, shots, 'door-4-lost');
    await page.unroute('**/api/v1/people?**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('main li').first().waitFor();
    await page.context().setOffline(true);
    await page.getByText('The connection to your server is gone.').waitFor();
    await page.context().setOffline(false);
    await page.getByText('The connection to your server is gone.').waitFor({ state: 'detached' });
    page.wrong = [];
  });
  await test('A page that begins with a field has the focus there, however one came', async () => {
    await page.goto(server.url + '/more');
    await page.getByRole('link', { name: 'Met', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Met someone' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await page.goto(server.url + '/people/zz');
    await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  });
  await test('L1 That nothing is kept is said on every page, and gone when it is over', async () => {
    const degraded = { health: 'degraded', reasons: ['disk_full'] };
    await page.route('**/api/v1/health', (route) => route.fulfill({ json: degraded }));
    for (const path of ['/people', '/']) {
      await page.goto(server.url + path);
      await page.getByText('The disk is full: nothing new is kept until there is room.').waitFor();
    }
    await check(page, shots, 'door-5-full');
    await page.unroute('**/api/v1/health');
    await page.goto(server.url + '/people');
    await page.locator('main li').first().waitFor();
    assert.equal(await page.getByText('The disk is full').count(), 0);
  });
  await test('F7 After signing in one is on a page of ours, whatever a link said', async () => {
    const asked = [];
    page.on('request', (request) => { if (!request.url().startsWith(server.url)) asked.push(request.url()); });
    page.on('dialog', (dialog) => { asked.push(dialog.message()); dialog.dismiss(); });
    const evil = ['//evil.example', '/\\evil.example', '/\\\\evil.example', '\\\\evil.example', 'https:evil.example', 'https://evil.example/', 'javascript:alert(1)', 'data:text/html,x', 'people'];
    for (const back of evil) {
      await page.context().clearCookies();
      await page.goto(server.url + '/sign-in?back=' + encodeURIComponent(back));
      await page.getByLabel('Your name here').fill('Ada Brenner');
      await page.getByLabel('Password').fill(kPassword);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('heading', { name: 'Good to see you' }).waitFor({ state: 'detached' });
      await page.locator('main h1').first().waitFor();
      assert.equal(page.url(), server.url + '/', back);
    }
    for (const back of ['/\t/evil.example', '/\n\\evil.example', '/\r/evil.example'])
      assert.equal((await fetch(server.url + '/sign-in?back=' + encodeURIComponent(back))).status, 400, 'no page comes at all');
    await page.context().clearCookies();
    await page.goto(server.url + '/sign-in?back=' + encodeURIComponent('/people?q=imre'));
    await page.getByLabel('Your name here').fill('Ada Brenner');
    await page.getByLabel('Password').fill(kPassword);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.locator('main li').first().waitFor();
    assert.equal(page.url(), server.url + '/people?q=imre');
    assert.deepEqual(asked, []);
    page.wrong = [];
  });
  await test('Signing out closes the door', async () => {
    await page.goto(server.url + '/settings');
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Good to see you' }).waitFor();
    await page.goto(server.url + '/people');
    await page.getByRole('heading', { name: 'Good to see you' }).waitFor();
  });
}
