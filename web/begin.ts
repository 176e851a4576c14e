// Opens an exchange, and shows it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { post } from './api';
import { lookAgain } from './live.svelte';
import { go } from './router.svelte';
import { did } from './toasts.svelte';
import type { AskKind, ExchangeKind, Part, Written } from './types';

export interface Beginning {
  kind: ExchangeKind;
  ask?: AskKind;
  parties: Partial<Record<Part, string>>; // a person's id, or "me"
  about?: string;
  words?: string;
  due?: string;
  effort?: number;
  agreed?: boolean;
  made?: boolean; // by somebody else, for you
}

export async function open(what: Beginning): Promise<string> {
  const filled = Object.fromEntries(Object.entries(what).filter(([, v]) => v !== '' && v !== undefined));
  const { id, entry } = await post<Written>('/exchanges', filled);
  did('Begun.', entry, () => go('/exchanges', true));
  lookAgain();
  return id!;
}
export const show = (id: string) => go(`/exchanges/${id}`, true);
