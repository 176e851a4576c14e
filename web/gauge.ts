// The gauge in words.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Gauge } from './types';
import { day, now } from './words';

export const kTurnNames: Record<string, string> = { ask: 'Asks', thanks: 'Thanks', clarification: 'Clarifications', 'one-to-one': 'One-to-ones', introduction: 'Introductions' };
export const kPushes: Record<string, [string, string]> = {
  ask: ['Ask somebody', '/exchanges/new?kind=ask'],
  thanks: ['Thank somebody', '/owed'],
  clarification: ['Say who is right for you', '/ideal'],
  'one-to-one': ['Meet one of the real ones', '/slipping'],
  introduction: ['Introduce two people', '/exchanges/new?kind=introduction'],
};
export const usualWords = (n: number) => (n < 0.05 ? '0' : n < 10 ? n.toFixed(1).replace('.0', '') : String(Math.round(n)));

export function forecast(g: Gauge): string {
  if (!g.stall) return g.now ? 'It turns, and has no usual yet: that takes half a year.' : 'It has not begun to turn yet. One introduction is a good beginning.';
  if (Date.parse(g.stall) <= now()) return 'It has come to a stop: less than half of what is usual for you was done in four weeks.';
  return `${g.slowing ? 'It is slowing. ' : 'It turns. '}With nothing more done it would stall on ${day(g.stall)}.`;
}
