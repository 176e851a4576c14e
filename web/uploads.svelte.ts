// Uploads that go on while other pages are looked at: chunk by chunk, repeated after a lost connection,
// and taken up where they stood when the same files are brought again.
// Shape:  one upload an import; four files at a time, each in chunks of 1 MiB.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { call, get, post, Problem, wordsOf } from './api';
import type { Brought } from './drop';
import { live } from './live.svelte';
import type { Import } from './types';

const kChunk = 1 << 20;
const kMost = 4000; // files of one import: a request names them all
const kAtOnce = 4; // small files cost a way there and back each

interface Part {
  path: string;
  file: File;
  received: number;
}
export interface Upload {
  id: string;
  bytes: number;
  sent: number;
  files: number;
  state: 'sending' | 'stopped' | 'handed over' | 'failed';
  error: string;
}
export const uploads = $state<Upload[]>([]);
const rest = new Map<string, Part[]>();

// An import that waits for just these files. The server names the first of them only.
async function unfinished(brought: Brought[]): Promise<Import | undefined> {
  const { imports } = await get<{ imports: Import[] }>('/imports');
  return imports.find(
    (i) =>
      i.state === 'uploading' &&
      (i.file_count ?? i.files.length) === brought.length &&
      i.files.every((f, n) => f.size === brought[n].file.size && f.path.endsWith(brought[n].path)),
  );
}

export async function bring(all: Brought[]): Promise<void> {
  const brought = all.toSorted((a, b) => (a.path < b.path ? -1 : 1)); // the same again another day
  for (let at = 0; at < brought.length; at += kMost) {
    const some = brought.slice(at, at + kMost);
    const known = await unfinished(some);
    const id = known?.id ?? (await post<{ id: string }>('/imports', { files: some.map((b) => ({ path: b.path, size: b.file.size })) })).id;
    rest.set(id, some.map((b, n) => ({ ...b, received: known?.files[n]?.received ?? 0 })));
    await send(id);
  }
}

async function send(id: string): Promise<void> {
  const parts = rest.get(id)!;
  const at = uploads.findIndex((u) => u.id === id);
  if (at >= 0) uploads.splice(at, 1);
  uploads.unshift({
    id,
    bytes: parts.reduce((sum, p) => sum + p.file.size, 0),
    sent: parts.reduce((sum, p) => sum + p.received, 0),
    files: parts.length,
    state: 'sending',
    error: '',
  });
  ++live.imports;
  await goOn(id);
}

// Goes on where the server says that it stands.
export async function goOn(id: string): Promise<void> {
  const upload = uploads.find((u) => u.id === id);
  const parts = rest.get(id);
  if (!upload || !parts) return;
  upload.state = 'sending';
  upload.error = '';
  let next = 0;
  const worker = async () => {
    while (next < parts.length && upload.state === 'sending') {
      const n = next++;
      await sendFile(upload, n, parts[n]);
    }
  };
  try {
    await Promise.all(Array.from({ length: kAtOnce }, worker));
    if ((upload.state as string) === 'stopped') return;
    await post(`/imports/${id}/start`);
    upload.state = 'handed over';
    rest.delete(id);
  } catch (error) {
    upload.state = 'failed';
    upload.error = error instanceof DOMException ? 'A file could not be read; was it moved?' : wordsOf(error);
  }
  ++live.imports;
}

async function sendFile(upload: Upload, n: number, part: Part): Promise<void> {
  while (part.received < part.file.size && upload.state === 'sending') {
    const bytes = await part.file.slice(part.received, part.received + kChunk).arrayBuffer();
    const received = await sendChunk(upload.id, n, part.received, bytes);
    upload.sent += received - part.received;
    part.received = received;
  }
}

async function sendChunk(id: string, n: number, at: number, bytes: ArrayBuffer): Promise<number> {
  try {
    return (await call<{ received: number }>('PUT', `/imports/${id}/files/${n}?at=${at}`, bytes)).received;
  } catch (error) {
    // It stands elsewhere than we thought, and the server says where.
    const stands = error instanceof Problem && error.status === 409 ? /goes on at (\d+)/.exec(error.message) : null;
    if (!stands) throw error;
    return Number(stands[1]);
  }
}

export function stop(id: string) {
  const upload = uploads.find((u) => u.id === id);
  if (upload?.state === 'sending') upload.state = 'stopped';
}

export const isHere = (id: string) => rest.has(id);

addEventListener('beforeunload', (event) => {
  if (uploads.some((u) => u.state === 'sending')) event.preventDefault();
});
