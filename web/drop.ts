// Files and folders that were dropped or chosen, opened by nobody: just their paths and bytes.
// SPDX-License-Identifier: AGPL-3.0-or-later
export interface Brought {
  path: string;
  file: File;
}

// What a computer puts into folders for itself.
const isClutter = (name: string) => name === '.DS_Store' || name === 'Thumbs.db' || name === 'desktop.ini' || name.startsWith('._');

async function walk(entry: FileSystemEntry, before: string, into: Brought[]): Promise<void> {
  const path = before + entry.name;
  if (isClutter(entry.name)) return;
  if (entry.isFile) {
    const file = await new Promise<File>((yes, no) => (entry as FileSystemFileEntry).file(yes, no));
    into.push({ path, file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader gives at most a hundred at a time, and nothing at the end.
    const some = await new Promise<FileSystemEntry[]>((yes, no) => reader.readEntries(yes, no));
    if (some.length === 0) return;
    for (const one of some) await walk(one, path + '/', into);
  }
}

export async function fromDrop(items: DataTransferItemList): Promise<Brought[]> {
  // The list is empty after the first await, so all entries are taken first.
  const entries = [...items].filter((i) => i.kind === 'file').map((i) => i.webkitGetAsEntry() ?? i.getAsFile());
  const found: Brought[] = [];
  for (const one of entries) {
    if (one instanceof File) found.push({ path: one.name, file: one });
    else if (one) await walk(one, '', found);
  }
  return found;
}

export function fromPicker(files: FileList): Brought[] {
  return [...files].filter((f) => !isClutter(f.name)).map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

// What lies in one folder is one line on the screen.
export function groupOf(path: string): string {
  const at = path.indexOf('/');
  return at > 0 ? path.slice(0, at) : path;
}
