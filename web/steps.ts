// Takes an exchange a step further, with a way back.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { post } from './api';
import { stepWords } from './exchanges';
import { lookAgain } from './live.svelte';
import { complain, did } from './toasts.svelte';
import type { Exchange, Move, Written } from './types';

export interface Said {
  until?: string;
  words?: string;
  value?: string;
  whom?: string;
  overruling?: string;
}

// false: it was not noted, and that was said.
export async function takeStep(e: Exchange, move: Move, said: Said = {}): Promise<boolean> {
  const filled = Object.fromEntries(Object.entries(said).filter(([, v]) => v));
  try {
    const { entry } = await post<Written>(`/exchanges/${e.id}/steps`, { kind: move.kind.replaceAll(' ', '_'), by: move.by, ...filled });
    did(`Noted: ${stepWords(e, { ...move, until: said.until })}.`, entry);
    lookAgain();
    return true;
  } catch (error) {
    complain(error, 'That was not noted.');
    return false;
  }
}
