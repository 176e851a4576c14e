// What two people did for each other, in words. Of numbers only the word is shown: nobody is a sum.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { DoneFor, GiveAndTake } from './types';

const kEven = 0.75; // less than a small deed of a year ago: as the server sees it

export function balanceWords(balance: number, name: string, deeds: number): string {
  if (!deeds) return 'Nothing was done yet, either way.';
  if (balance <= -kEven) return `${name} did more for you.`;
  return balance >= kEven ? `You did more for ${name}.` : 'You are even.';
}

export function turnWords(g: Pick<GiveAndTake, 'you_owe' | 'they_vanished' | 'you_vanished'>): string {
  if (g.you_vanished) return 'You fell silent after their favour';
  if (g.they_vanished) return 'Silent since your favour';
  return g.you_owe ? 'Your turn' : '';
}

export const kSizes: [string, string][] = [['small', 'small'], ['real', 'real'], ['above and beyond', 'above and beyond']];
export const doneWords = (d: DoneFor) => (d.what || d.kind).replace(/[.\s]+$/, '');
export const sides = (g: GiveAndTake) => ({
  they: g.deeds.filter((d) => d.by === 'them').reverse(),
  you: g.deeds.filter((d) => d.by === 'you').reverse(),
});
