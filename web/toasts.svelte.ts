// Short words at the foot of the page after something was done, with a way to take it back.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { post, wantsConfirm, wordsOf } from './api';
import { lookAgain } from './live.svelte';

export interface Toast {
  id: number;
  words: string;
  wrong: boolean;
  undo?: () => unknown;
}
export const toasts = $state<Toast[]>([]);
let last = 0;

export function drop(id: number) {
  const at = toasts.findIndex((t) => t.id === id);
  if (at >= 0) toasts.splice(at, 1);
}

export function say(words: string, undo?: () => unknown) {
  toasts.push({ id: ++last, words, wrong: false, undo });
  if (toasts.length > 3) toasts.shift();
}

export function complain(error: unknown, before = '') {
  if (wantsConfirm(error)) return; // the question was closed, so nothing was wanted
  toasts.push({ id: ++last, words: (before ? before + ' ' : '') + wordsOf(error), wrong: true });
  if (toasts.length > 3) toasts.shift();
}

// Says what was done; undo takes back that entry of the book.
export function did(words: string, entry?: number, after?: () => unknown) {
  say(words, !entry ? undefined : async () => {
    await post('/undo', { entry });
    lookAgain();
    after?.();
  });
}

export async function takeBack(toast: Toast) {
  drop(toast.id);
  try {
    await toast.undo?.();
    say('Taken back.');
  } catch (error) {
    complain(error, 'That could not be taken back.');
  }
}

export async function copy(text: string) {
  try {
    await navigator.clipboard.writeText(text);
    say('Copied.');
  } catch (error) {
    complain(error, 'It could not be copied; mark the text and copy it by hand.');
  }
}
