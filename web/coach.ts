// What stands in the way of a draft, as the coach says it. Nothing of a draft is kept.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { post, Problem } from './api';
import type { Band } from './types';

export type DraftKind = 'ask_introduction' | 'ask_opportunity' | 'ask_watch' | 'reach_out' | 'thanks' | 'offer' | 'blurb';
export interface Advice {
  rule: string;
  severity: 'stop' | 'mend' | 'hint';
  what: string;
  instead: string;
  quote: string;
}
export interface Between {
  band: Band;
  exchanged: boolean;
}

// Without a coach, or a word to look at, there is nothing to say.
export async function coach(as: DraftKind, text: string, between: Between | undefined, signal: AbortSignal): Promise<Advice[]> {
  if (!text.trim()) return [];
  try {
    return (await post<{ advice: Advice[] }>('/coach', { as, text: text.slice(0, 20_000), ...between }, { signal })).advice;
  } catch (error) {
    if (error instanceof Problem && (error.status === 404 || error.status === 405)) return [];
    throw error;
  }
}
