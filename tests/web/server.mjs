// A real server on a scratch copy of a book, for as long as a test needs it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { spawn, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const kMoment = '2026-11-16T18:00:00Z'; // the sample network is seen as of this day
export const kPassword = 'four quiet words here';

// The sample network's files, made once for all stories.
export function makeFiles(build, into) {
  execFileSync(join(build, 'rapport-lab'), ['sample', into], { stdio: 'ignore' });
  return into;
}

// A book with all of it, read by the command line.
export function makeBook(build, files, into) {
  const run = (...words) => execFileSync(join(build, 'rapport'), ['--data', into, ...words], { stdio: 'ignore' });
  run('import', files);
  run('me', 'ada@brenner-law.example', 'ada.brenner@mail.example');
  return into;
}

export async function startServer(build, book, more = []) {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-web-'));
  const data = join(folder, 'book');
  if (book) cpSync(book, data, { recursive: true });
  const words = ['--data', data, '--at', kMoment, 'serve', '--listen', '127.0.0.1:0', '--json', ...more];
  const child = spawn(join(build, 'rapport'), words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  child.stderr.on('data', (some) => (log += some));
  const said = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (status) => reject(new Error(`the server ended with ${status}: ${log}`)));
  });
  const { url, welcome } = JSON.parse(said);
  return {
    url,
    welcome,
    log: () => log,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit');
        child.once('exit', () => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        child.kill('SIGTERM');
      }),
  };
}

// One that sends its mail to `post`.
export const startSender = (build, book, post) => startServer(build, book, ['--smtp', post.url, '--mail-from', 'rapport@made.example']);

// Makes the owner and gives their cookie, without a page.
export async function enter(server, name = 'Ada Brenner') {
  const response = await fetch(server.url + '/api/v1/welcome', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID(), Origin: server.url, 'Sec-Fetch-Site': 'same-origin' },
    body: JSON.stringify({ code: server.welcome, name, password: kPassword }),
  });
  if (response.status !== 204) throw new Error(`welcome: ${response.status} ${await response.text()}`);
  const [name_, value] = response.headers.getSetCookie()[0].split(';')[0].split('=');
  return { name: name_, value, url: server.url };
}

// Asks the API as a program would, with somebody's cookie.
export function speaker(server, cookie) {
  const headers = { Cookie: `${cookie.name}=${cookie.value}`, Origin: server.url, 'Content-Type': 'application/json' };
  return async (method, path, body) => {
    const response = await fetch(server.url + '/api/v1' + path, { method, headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() }, body: body && JSON.stringify(body) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };
}
