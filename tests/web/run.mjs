// Browser tests of the web app: stories of a day with it, and every page in every dress.
// Usage:  node run.mjs [BUILD] [WORD]    BUILD: where rapport and rapport-lab are; WORD: only stories with it
// Prints: a line a case, then "N passed, N failed". Pictures lie in build/web-shots.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch } from './browser.mjs';
import { makeBook, makeFiles, startServer } from './server.mjs';
import * as aging from './stories/aging.mjs';
import * as aloud from './stories/aloud.mjs';
import * as api from './stories/api.mjs';
import * as door from './stories/door.mjs';
import * as firstMinutes from './stories/first_minutes.mjs';
import * as forgetting from './stories/forgetting.mjs';
import * as giving from './stories/giving.mjs';
import * as hostile from './stories/hostile.mjs';
import * as introduced from './stories/introduced.mjs';
import * as introducing from './stories/introducing.mjs';
import * as letters from './stories/letters.mjs';
import * as meeting from './stories/meeting.mjs';
import * as merging from './stories/merging.mjs';
import * as morning from './stories/morning.mjs';
import * as outbox from './stories/outbox.mjs';
import * as pages from './stories/pages.mjs';
import * as passkeys from './stories/passkeys.mjs';
import * as searching from './stories/searching.mjs';

const kStories = { firstMinutes, morning, meeting, aging, giving, merging, searching, forgetting, door, passkeys, letters, outbox, introduced, introducing, aloud, api, hostile, pages };
const build = resolve(process.argv[2] ?? join(import.meta.dirname, '../../build/release'));
const only = process.argv[3] ?? '';
const shots = resolve(import.meta.dirname, '../../build/web-shots');

const scratch = mkdtempSync(join(tmpdir(), 'rapport-web-'));
const files = makeFiles(build, join(scratch, 'files'));
const book = makeBook(build, files, join(scratch, 'book'));
const browser = await launch();
let passed = 0;
let failed = 0;

for (const [name, story] of Object.entries(kStories)) {
  if (!name.includes(only)) continue;
  const server = await startServer(build, story.empty ? undefined : book);
  const began = Date.now();
  const test = async (title, run) => {
    try {
      await run();
      ++passed;
      console.log(`  ok    ${title}`);
    } catch (error) {
      ++failed;
      console.log(`  FAIL  ${title}\n    ${error.message.split('\n').slice(0, 12).join('\n    ')}`);
    }
  };
  console.log(name);
  try {
    await story.run({ test, browser, server, shots, files, build, book });
  } catch (error) {
    ++failed;
    console.log(`  FAIL  ${name}: ${error.stack}`);
  }
  for (const context of browser.contexts()) await context.close();
  await server.stop();
  console.log(`  (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}
await browser.close();
rmSync(scratch, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
