// Turns web/ into one file of bytes and a C++ table of what lies where in it, for src/assets.
// Usage:  node embed_web.mjs WEB OUT   (under a lock: several build folders share OUT)
// Shape:  OUT/site is a copy of WEB with its packages, OUT/dist what vite makes of it, then OUT/assets.bin
//         and OUT/assets_table.cc. Nothing is done, and nothing is written, when WEB says what it said.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [web, out] = process.argv.slice(2);
const kSkipped = new Set(['node_modules', '.vite', '.gitignore']);
const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => !kSkipped.has(one.name))
    .flatMap((one) => (one.isDirectory() ? filesOf(join(folder, one.name)) : [join(folder, one.name)]))
    .sort();
}
const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
function writeIfNew(file, bytes) {
  if (!existsSync(file) || !readFileSync(file).equals(Buffer.from(bytes))) writeFileSync(file, bytes);
}

function install(site) {
  const wanted = hash(readFileSync(join(site, 'package-lock.json')));
  const mark = join(site, 'node_modules', '.rapport');
  if (read(mark) === wanted) return;
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=2'];
  execFileSync('npm', options, { cwd: site, stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(mark, wanted);
}

function build(site, dist) {
  for (const old of filesOf(site)) if (!existsSync(join(web, relative(site, old)))) rmSync(old);
  for (const file of filesOf(web)) cpSync(file, join(site, relative(web, file)));
  install(site);
  const vite = join(site, 'node_modules', 'vite', 'bin', 'vite.js');
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: site,
    env: { ...process.env, RAPPORT_WEB_OUT: dist },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

// The bytes of all files one after another, each also as gzip and brotli where that is smaller.
function pack(dist) {
  const parts = [];
  let end = 0;
  const put = (bytes) => {
    parts.push(bytes);
    end += bytes.length;
    return `{rapport_assets + ${end - bytes.length}, ${bytes.length}}`;
  };
  const smaller = (made, raw) => (made.length < raw.length * 0.9 ? put(made) : '{}');
  const rows = filesOf(dist).map((file) => {
    const raw = readFileSync(file);
    const path = '/' + relative(dist, file);
    const type = kTypes[extname(file)] ?? 'application/octet-stream';
    const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } };
    const fields = [put(raw), smaller(gzipSync(raw, { level: 9 }), raw), smaller(brotliCompressSync(raw, brotli), raw)];
    const lasting = path.startsWith('/assets/'); // its name has a hash of what it says
    return `    {"${path}", "${type}", "W/\\"${hash(raw).slice(0, 24)}\\"", ${fields.join(', ')}, ${lasting}},`;
  });
  return { bytes: Buffer.concat(parts), rows };
}

function table(rows, size) {
  return `// Made by tools/embed_web.mjs.
#include <cstddef>

#include "assets/all.h"

// clang-format off
__asm__(
    ".pushsection .rodata\\n"
    ".balign 16\\n"
    ".global rapport_assets\\n"
    ".type rapport_assets, %object\\n"
    "rapport_assets:\\n"
    ".incbin \\"${join(out, 'assets.bin')}\\"\\n"
    ".size rapport_assets, . - rapport_assets\\n"
    ".popsection\\n");
extern "C" const char rapport_assets[${size}];

namespace assets {

const Asset kAll[] = {
${rows.join('\n')}
};
const std::size_t kCount = ${rows.length};

}  // namespace assets
`;
}

const site = join(out, 'site');
const dist = join(out, 'dist');
const files = ['assets.bin', 'assets_table.cc'].map((name) => join(out, name));
mkdirSync(site, { recursive: true });
const self = fileURLToPath(import.meta.url);
const now = hash(filesOf(web).map((f) => `${relative(web, f)} ${hash(readFileSync(f))}\n`).join('') + hash(readFileSync(self)));
if (read(join(out, 'made_of')) !== now || !files.every((f) => existsSync(f) && statSync(f).size > 0)) {
  build(site, dist);
  const { bytes, rows } = pack(dist);
  writeIfNew(files[0], bytes);
  writeIfNew(files[1], table(rows, bytes.length));
  writeFileSync(join(out, 'made_of'), now);
}
