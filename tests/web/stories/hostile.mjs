// F2: hostile strings through every importer and form, and every page opened with them in it: no dialog, no request out, no
// report of the policy, and no script of theirs.
// SPDX-License-Identifier: AGPL-3.0-or-later
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from '../browser.mjs';
import { enter, startServer } from '../server.mjs';

// Ways to break out, times what to do then: some 200.
const kOut = ['', '">', "'>", '</title>', '</textarea>', '</script>', '-->', ']]>', '\u202e', '${', '{{', '`}', '\\', '%0d%0a', '&quot;>', '\u0000'];
const kThen = [
  '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '<script>alert(1)</script>', 'javascript:alert(1)', '<iframe srcdoc="<script>parent.alert(1)</script>">',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>', '<img src=http://evil.invalid/x>', '<style>@import "http://evil.invalid/x"</style>', '<meta http-equiv=refresh content="0;url=http://evil.invalid">',
  '<form action=http://evil.invalid><input autofocus onfocus=alert(1)>', '<base href=http://evil.invalid/>', 'alert(1)}', '=HYPERLINK("http://evil.invalid")',
];
export const kHostile = kOut.flatMap((out) => kThen.map((then) => out + then)).slice(0, 208);

const line = (text) => text.replace(/[\r\n\u0000]/g, ' ');
const quoted = (text) => `"${line(text).replace(/"/g, '""')}"`;
const escaped = (text) => line(text).replace(/\\/g, '\\\\').replace(/[,;]/g, (c) => '\\' + c);

function write(folder) {
  mkdirSync(folder, { recursive: true });
  const at = (i) => new Date(Date.UTC(2026, 9, 1, 8, i)).toUTCString().replace('GMT', '+0000');
  const mbox = kHostile.flatMap((text, i) => [0, 1].map((back) => {
    const them = `"${line(text).replace(/["\\]/g, "'")}" <h${i % 60}@hostile.example>`;
    const [from, to] = back ? ['Ada <ada@made.example>', them] : [them, 'Ada <ada@made.example>'];
    return `From x Thu Oct  1 08:00:00 2026\nFrom: ${from}\nTo: ${to}\nDate: ${at(i * 2 + back)}\nMessage-ID: <${i}.${back}@hostile.example>\nSubject: ${line(text)}\nContent-Type: text/plain; charset=utf-8\n\nWould you look at ${line(text)}?\n\n`;
  }));
  writeFileSync(join(folder, 'hostile.mbox'), mbox.join(''));
  writeFileSync(join(folder, 'hostile.vcf'), kHostile.map((t, i) => `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:${escaped(t)}\r\nORG:${escaped(t)}\r\nTITLE:${escaped(t)}\r\nNOTE:${escaped(t)}\r\nCATEGORIES:${escaped(t)}\r\nURL:${escaped(t)}\r\nEMAIL:h${i % 60}@hostile.example\r\nEND:VCARD\r\n`).join(''));
  writeFileSync(join(folder, 'hostile.ics'), 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n' + kHostile.map((t, i) => `BEGIN:VEVENT\r\nUID:${i}@hostile.example\r\nDTSTART:202610${String(1 + (i % 28)).padStart(2, '0')}T090000Z\r\nDTEND:202610${String(1 + (i % 28)).padStart(2, '0')}T100000Z\r\nSUMMARY:${escaped(t)}\r\nORGANIZER;CN="${line(t).replace(/"/g, "'")}":mailto:h${i % 60}@hostile.example\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@made.example\r\nEND:VEVENT\r\n`).join('') + 'END:VCALENDAR\r\n');
  writeFileSync(join(folder, 'Connections.csv'), 'First Name,Last Name,URL,Email Address,Company,Position,Connected On\n' + kHostile.map((t, i) => `${quoted(t)},H${i},https://www.linkedin.com/in/h${i},,${quoted(t)},${quoted(t)},01 Oct 2026`).join('\n') + '\n');
  return folder;
}

export const empty = true;
export async function run({ test, browser, server: emptyServer, build }) {
  const scratch = mkdtempSync(join(tmpdir(), 'rapport-hostile-'));
  const book = join(scratch, 'book');
  const rapport = (...words) => execFileSync(join(build, 'rapport'), ['--data', book, ...words], { stdio: 'ignore' });
  rapport('import', write(join(scratch, 'files')));
  rapport('me', 'ada@made.example');
  const server = await startServer(build, book);
  const cookie = await enter(server);
  const headers = { Cookie: `${cookie.name}=${cookie.value}`, Origin: server.url, 'Content-Type': 'application/json' };
  const ask = (path) => fetch(server.url + '/api/v1' + path, { headers }).then((r) => r.json());
  const { people } = await ask('/people?limit=200');
  const real = people.filter((p) => p.handles.some((h) => h.includes('hostile.example')));

  await test('F2 Every form takes them as text', async () => {
    assert.ok(real.length >= 50, `${real.length}`);
    for (const [i, text] of kHostile.entries()) {
      const id = real[i % real.length].id;
      const kind = ['need', 'goal', 'offer', 'note', 'tag', 'promise', 'skill', 'works_at', 'birthday'][i % 9];
      const said = await fetch(`${server.url}/api/v1/people/${id}/facts`, { method: 'POST', headers, body: JSON.stringify({ kind, value: text, detail: text }) });
      assert.equal(said.status, 200, `${kind} ${text} ${await said.text()}`);
    }
    for (const text of kHostile.slice(0, 30)) {
      const met = await fetch(`${server.url}/api/v1/met`, { method: 'POST', headers, body: JSON.stringify({ name: text, new: true, kind: 'meeting', note: text }) });
      assert.ok(met.status < 500, text);
      const name = await fetch(`${server.url}/api/v1/people?q=${encodeURIComponent(text)}`, { headers });
      assert.ok(name.status < 500, text);
    }
  });

  await test('F2 Thanks that are said aloud take them as text', async () => {
    for (const [i, text] of kHostile.slice(0, 60).entries()) {
      const say = (path, body) => fetch(`${server.url}/api/v1/exchanges${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      const { id } = await (await say('', { kind: 'promise', parties: { maker: real[i % real.length].id, taker: 'me' }, about: 'a hand' })).json();
      for (const kind of ['kept', 'thanked', 'shown']) assert.equal((await say(`/${id}/steps`, { kind, by: 'maker', words: `Thanks. ${text}` })).status, 200, text);
    }
  });

  const page = await open(browser, { cookie });
  const told = [];
  page.on('dialog', (dialog) => { told.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => { if (!request.url().startsWith(server.url) && !request.url().startsWith('data:')) told.push(`a request to ${request.url()}`); });
  page.on('console', (line_) => { if (/Content.Security.Policy/i.test(line_.text())) told.push(line_.text()); });
  const look = async (path) => {
    await page.goto(server.url + path);
    await page.locator('main h1').first().waitFor({ state: 'attached' });
    await page.waitForLoadState('networkidle').catch(() => {});
    assert.match(await page.title(), / · Rapport$/);
    assert.deepEqual(told, []);
    assert.equal(await page.evaluate(() => document.querySelectorAll('main script, main iframe, main base, main style, main meta, main [onerror], main [onload], main [onfocus], main a[href^="javascript:"], main a[href^="data:"]').length), 0);
  };
  for (const path of ['/', '/count', '/real', '/slipping', '/owed', '/people', '/map', '/channels', '/mirror', '/exchanges', '/circle', '/gauge', '/ideal', '/wall', '/week', '/bring', '/bring/same', '/settings'])
    await test(`${path} shows them as text`, () => look(path));
  await test('F4 What was promised in them is shown as text', async () => {
    const { exchanges } = await ask('/exchanges?kind=promise');
    assert.ok(exchanges.length >= 20, `${exchanges.length}`);
    for (const { id } of exchanges.slice(0, 12)) await look(`/exchanges/${id}`);
  });
  await test('F4 Twenty people and what is known of them are shown as text', async () => {
    for (const { id } of real.slice(0, 20)) await look(`/people/${id}`);
  });
  await page.context().close();
  await server.stop();
}
