// Uploads that go on while other pages are looked at: chunk by chunk, repeated after a lost connection,
// and taken up where they stood when the same files are brought again.
// Shape:  one upload an import; its files one after another, each in chunks of 1 MiB.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { call, get, post, Problem, wordsOf } from './api';
import type { Brought } from './drop';
import { live } from './live.svelte';
import type { Import } from './types';

const kChunk = 1 << 20;
const kMost = 4000; // files of one import: a request names them all

export interface Upload {
  id: string;
  bytes: number;
  sent: number;
  files: number;
  done: number;
  current: string;
  state: 'sending' | 'stopped' | 'handed over' | 'failed';
  error: string;
}
export const uploads = $state<Upload[]>([]);
const rest = new Map<string, { brought: Brought[]; plan: Import['files'] }>();

// An import that waits for just these files, or for the rest of them.
async function unfinished(brought: Brought[]): Promise<Import | undefined> {
  const { imports } = await get<{ imports: Import[] }>('/imports');
  const have = new Map(brought.map((b) => [b.path, b.file.size]));
  return imports.find((i) => i.state === 'uploading' && i.files.length > 0 && i.files.every((f) => f.received >= f.size || have.get(f.path) === f.size));
}

export async function bring(brought: Brought[]): Promise<void> {
  if (brought.length === 0) return;
  const known = await unfinished(brought);
  if (known) return send(known.id, brought, known.files);
  for (let at = 0; at < brought.length; at += kMost) {
    const some = brought.slice(at, at + kMost);
    const files = some.map((b) => ({ path: b.path, size: b.file.size }));
    const { id } = await post<{ id: string }>('/imports', { files });
    await send(id, some, files.map((f) => ({ ...f, received: 0 })));
  }
}

async function send(id: string, brought: Brought[], plan: Import['files']): Promise<void> {
  const at = uploads.findIndex((u) => u.id === id);
  if (at >= 0) uploads.splice(at, 1);
  uploads.unshift({
    id,
    bytes: plan.reduce((all, f) => all + f.size, 0),
    sent: plan.reduce((all, f) => all + f.received, 0),
    files: plan.length,
    done: plan.filter((f) => f.received >= f.size && f.size > 0).length,
    current: '',
    state: 'sending',
    error: '',
  });
  rest.set(id, { brought, plan });
  await goOn(id);
}

// Goes on where the server says that it stands.
export async function goOn(id: string): Promise<void> {
  const upload = uploads.find((u) => u.id === id);
  const todo = rest.get(id);
  if (!upload || !todo) return;
  upload.state = 'sending';
  upload.error = '';
  const byPath = new Map(todo.brought.map((b) => [b.path, b.file]));
  try {
    for (let n = 0; n < todo.plan.length; ++n) {
      const file = todo.plan[n];
      upload.current = file.path;
      const was = file.received >= file.size && file.size > 0;
      while (file.received < file.size) {
        if ((upload.state as string) === 'stopped') return;
        const chunk = byPath.get(file.path)?.slice(file.received, file.received + kChunk);
        if (!chunk) throw new Error(`${file.path} is not among the files that you brought again.`);
        const { received } = await sendChunk(id, n, file.received, chunk);
        upload.sent += received - file.received;
        file.received = received;
      }
      if (!was) ++upload.done;
    }
    await post(`/imports/${id}/start`);
    upload.state = 'handed over';
    rest.delete(id);
  } catch (error) {
    upload.state = 'failed';
    upload.error = error instanceof DOMException ? 'A file could not be read; was it moved?' : wordsOf(error);
  }
  ++live.imports;
}

async function sendChunk(id: string, n: number, at: number, chunk: Blob): Promise<{ received: number }> {
  const bytes = await chunk.arrayBuffer();
  try {
    return await call<{ received: number }>('PUT', `/imports/${id}/files/${n}?at=${at}`, bytes);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409) throw error;
    const now = await get<Import>(`/imports/${id}`); // it stands elsewhere than we thought
    return { received: now.files[n].received };
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
