// Puts tags on people and takes them off, with a way back.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { post } from './api';
import { lookAgain } from './live.svelte';
import { did, say } from './toasts.svelte';
import type { Written } from './types';

export async function changeTags(words: string, people: string[], add: string[], take: string[]): Promise<void> {
  const { entry } = await post<Written>('/tags', { people, add, remove: take });
  if (entry) did(words, entry);
  else
    say(words, async () => {
      await post('/tags', { people, add: take, remove: add }); // many at once have no single entry
      lookAgain();
    });
  lookAgain();
}
