// Exchanges in words: where one stands, what it asks of you, what each step is called.
// Shape:  the server says which steps there are and what is due; here they only get their words.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Exchange, ExchangeKind, Move, Part, Ref } from './types';
import { ahead, day } from './words';

export const kKinds: Record<ExchangeKind, string> = { ask: 'Ask', introduction: 'Introduction', referral: 'Referral', promise: 'Promise' };
// Of a referral: how much was done to bring it, and not how likely it is.
export const kEfforts: [number, string, string][] = [
  [1, 'A name', 'and nothing more'],
  [2, 'A way to reach them', 'name, number, the right hour'],
  [3, 'A good word', 'they know who will get in touch'],
  [4, 'A call awaited', 'a day and a reason are agreed'],
  [5, 'Brought together', 'all three at one table, or in one mail'],
];
export const effortWords = (effort: number | undefined) => kEfforts.find(([n]) => n === effort)?.[1].toLowerCase() ?? '';

export const someone = (e: Exchange, part: Part): Ref | undefined => e.parties.find((p) => p.part === part)?.person;
export const isYou = (e: Exchange, part: Part) => e.parties.some((p) => p.part === part && p.you);
const full = (e: Exchange, part: Part) => (isYou(e, part) ? 'you' : (someone(e, part)?.name ?? 'somebody'));
export const called = (name: string) => name.replace(/^(Dr|Prof|Mr|Mrs|Ms)\.?\s+/, '').split(/[\s,]/)[0] || name;
export const short = (e: Exchange, part: Part) => (isYou(e, part) ? 'you' : called(someone(e, part)?.name ?? 'somebody'));
export const isWatch = (e: Exchange) => e.kind === 'ask' && e.ask === 'watch';
export const last = (e: Exchange, kind: string, by?: Part) => e.steps.findLast((s) => s.kind === kind && (!by || s.by === by));
export const can = (e: Exchange, kind: string, by?: Part) => e.moves.find((m) => m.kind === kind && (!by || m.by === by));
export const touched = (e: Exchange) => e.steps.at(-1)?.at ?? e.at;

// Whether thanks may be said aloud: its own part of the page (parts/aloud.svelte) takes these.
export const kOfWall = ['asked to show', 'shown', 'hidden'];

const kTwo = ['first', 'second'] as const;
const other = (part: Part): Part => (part === 'first' ? 'second' : 'first');
const both = (names: string[]) => names.join(' and ');

// Somebody else brought you together with somebody.
export const isMadeForYou = (e: Exchange) => e.kind === 'introduction' && !isYou(e, 'connector') && kTwo.some((p) => isYou(e, p));

function ofIntroduction(e: Exchange): string {
  if (isMadeForYou(e)) {
    if (e.stage === 'made') return `${short(e, 'connector')} brought you together`;
    if (e.stage === 'met') return 'you met';
    if (e.stage === 'thanked') return `you thanked ${short(e, 'connector')}`;
  }
  const who = (kind: string) => both(kTwo.filter((p) => last(e, kind, p)).map((p) => short(e, p)));
  const yes = kTwo.find((p) => last(e, 'yes', p));
  const later = kTwo.map((p) => last(e, 'later', p)).find(Boolean);
  switch (e.stage) {
    case 'draft': return 'nobody was asked yet';
    case 'asked': return `you asked ${who('asked')}`;
    case 'one yes': return yes ? `${short(e, yes)} said yes${last(e, 'asked', other(yes)) ? `, ${short(e, other(yes))} has not answered` : ''}` : 'one of them said yes';
    case 'later': return later ? `${short(e, later.by)} asked for time, until ${day(later.until!)}` : 'one of them asked for time';
    case 'agreed': return 'both said yes';
    case 'declined': return `${who('no')} said no`;
    case 'made': return 'brought together';
    case 'met': return 'they met';
    case 'thanked': return 'they thanked you';
    case 'expired': return 'no answer in time';
    default: return 'let go';
  }
}

function ofAsk(e: Exchange): string {
  const found = e.steps.filter((s) => s.kind === 'found').length;
  const helper = short(e, 'helper');
  switch (e.stage) {
    case 'open': return `open${e.due ? ` until ${day(e.due)}` : ''}${found ? `, ${found} found` : ''}`;
    case 'draft': return 'not asked yet';
    case 'asked': return `${helper} has not answered yet`;
    case 'yes': return `${helper} said yes`;
    case 'later': return `${helper} asked for time, until ${day(last(e, 'later')?.until ?? e.at)}`;
    case 'declined': return `${helper} said no`;
    case 'won': return 'it came to something';
    case 'lost': return 'it came to nothing';
    case 'thanked': return `you thanked ${helper}`;
    case 'expired': return isWatch(e) ? 'its day has passed' : 'no answer in a month';
    default: return 'closed';
  }
}

function ofReferral(e: Exchange): string {
  const mine = isYou(e, 'receiver');
  const receiver = short(e, 'receiver');
  switch (e.stage) {
    case 'given': return mine ? 'nobody has heard from you yet' : `${receiver} has it`;
    case 'accepted': return mine ? 'you take it on' : `${receiver} takes it on`;
    case 'contacted': return mine ? 'you wrote or called' : `${receiver} wrote or called`;
    case 'meeting': return mine ? 'you met' : 'they met';
    case 'won': return 'it came to something';
    case 'lost': return 'it came to nothing';
    case 'poor fit': return 'a poor fit';
    case 'no answer': return 'no answer ever came';
    default: return 'closed';
  }
}

export function stageWords(e: Exchange): string {
  switch (e.kind) {
    case 'introduction': return ofIntroduction(e);
    case 'ask': return ofAsk(e);
    case 'referral': return ofReferral(e);
    case 'promise':
      switch (e.stage) {
        case 'promised': return e.due ? ahead(e.due) : 'no day is named';
        case 'late': return `was for ${day(e.due!)}`;
        case 'closed': return 'let go';
        default: return e.stage;
      }
  }
}

// A button for a step, said by whoever presses it.
export function moveWords(e: Exchange, m: Move): string {
  const name = short(e, m.by);
  const them = isYou(e, m.by) ? 'I' : name;
  switch (m.kind) {
    case 'asked': return `I asked ${name}${last(e, 'asked', m.by) ? ' again' : ''}`;
    case 'yes': return `${them} said yes`;
    case 'no': return `${them} said no`;
    case 'later': return `${them} asked for time`;
    case 'made': return 'They know of each other';
    case 'met': return isMadeForYou(e) ? 'We met' : e.kind === 'introduction' ? 'They met' : isYou(e, 'receiver') ? 'We met' : 'They met';
    case 'accepted': return `${them} take${them === 'I' ? '' : 's'} it on`;
    case 'contacted': return `${them} wrote or called`;
    case 'won': return 'It came to something';
    case 'lost': return 'It came to nothing';
    case 'poor fit': return 'It was a poor fit';
    case 'no answer': return 'No answer came';
    case 'told': return isYou(e, m.by) ? 'They told me how it ended' : `${name} knows how it ended`;
    case 'thanked': return isYou(e, m.by) ? 'They thanked me' : `I thanked ${name}`;
    case 'clarified': return isYou(e, m.by) ? 'They told me who would fit' : `I told ${name} who would fit`;
    case 'kept': return isYou(e, 'maker') ? 'I kept it' : `${name} kept it`;
    case 'closed': return e.kind === 'promise' ? 'Never mind it' : isWatch(e) ? 'Stop looking' : 'Let it go';
    case 'found': return 'Found somebody';
    case 'asked to show': return `I asked ${name}`;
    case 'shown': return `${name} agreed`;
    case 'hidden': return last(e, 'shown') ? 'Take down' : `${name} would rather not`;
    default: return m.kind;
  }
}

// What was last said of the wall before that step; of one that is being taken: at all.
const wordBefore = (e: Exchange, entry = Infinity) => e.steps.findLast((s) => s.entry < entry && kOfWall.includes(s.kind))?.kind;

// A step that was taken, in the list of what happened.
export function stepWords(e: Exchange, m: Move & { entry?: number; until?: string; whom?: Ref; value?: string }): string {
  const you = isYou(e, m.by);
  const name = you ? 'You' : full(e, m.by);
  switch (m.kind) {
    case 'asked': return `You asked ${full(e, m.by)}`;
    case 'yes': return `${name} said yes`;
    case 'no': return `${name} said no`;
    case 'later': return `${name} asked for time${m.until ? `, until ${day(m.until)}` : ''}`;
    case 'made': return isMadeForYou(e) ? `${full(e, 'connector')} brought you together` : 'Brought together';
    case 'met': return isMadeForYou(e) || (e.kind === 'referral' && isYou(e, 'receiver')) ? 'You met' : 'They met';
    case 'accepted': return you ? 'You took it on' : `${name} took it on`;
    case 'contacted': return `${name} wrote or called`;
    case 'won': return 'It came to something';
    case 'lost': return 'It came to nothing';
    case 'poor fit': return 'It was a poor fit';
    case 'no answer': return 'No answer ever came';
    case 'told': return `${name} learnt how it ended`;
    case 'thanked': return you ? 'You were thanked' : `You thanked ${name}${m.value ? `, ${m.value}` : ''}`;
    case 'clarified': return you ? 'You were told who would fit' : `You told ${name} who would fit`;
    case 'kept': return 'Kept';
    case 'closed': return 'Let go';
    case 'found': return m.whom ? `Found: ${m.whom.name}` : 'Found somebody';
    case 'overruled': return 'You asked all the same';
    case 'asked to show': return `You asked ${name} whether it may be said aloud`;
    case 'shown': return `${name} agreed to have it said aloud`;
    case 'hidden': return wordBefore(e, m.entry) === 'shown' ? 'Not said aloud any more' : `${name} would rather not have it said aloud`;
    default: return m.kind;
  }
}

// What a step wants to know before it is noted; none: it is noted at once.
export type Wants = 'until' | 'value' | 'misfit' | 'whom' | 'outcome' | '';
export function wants(e: Exchange, m: Move): Wants {
  if (m.kind === 'met' && isMadeForYou(e)) return 'outcome';
  return m.kind === 'later' ? 'until' : m.kind === 'won' ? 'value' : m.kind === 'poor fit' ? 'misfit' : m.kind === 'found' ? 'whom' : '';
}

// Whether it waits for you; then for others; or stands open until it is closed.
export type Waits = 'you' | 'made' | 'others' | 'watch' | 'over';
export function waitsFor(e: Exchange): Waits {
  if (e.dues.length) return 'you';
  if (e.over) return 'over';
  if (isWatch(e)) return 'watch';
  if (isMadeForYou(e)) return 'made';
  if (e.kind === 'introduction') return isYou(e, 'connector') && (can(e, 'asked') || can(e, 'made')) ? 'you' : 'others';
  if (e.kind === 'referral') return isYou(e, 'receiver') ? 'you' : 'others';
  if (e.kind === 'promise') return isYou(e, 'maker') ? 'you' : 'others';
  return can(e, 'asked') ? 'you' : 'others';
}

// The next thing to do in it: a step that can be noted at once, or a look at its own page.
export interface Next {
  words: string;
  move?: Move;
  at?: string; // the place on its page
}
export function nextOf(e: Exchange): Next | undefined {
  const due = new Set(e.dues.map((d) => d.kind));
  const to = e.dues[0]?.to;
  const name = to ? short(e, to) : '';
  if (due.has('thanks')) return { words: `Thank ${name}`, at: '#thanks' };
  if (due.has('clarify')) return { words: 'Say who would fit', at: '#clarify' };
  if (due.has('how it went')) return { words: 'Ask how it went', at: '#letters' };
  if (due.has('remind')) return { words: `Remind ${name} kindly`, at: '#letters' };
  const move = (kind: string) => e.moves.find((m) => m.kind === kind);
  switch (e.kind) {
    case 'introduction': {
      if (move('made')) return { words: 'Bring them together', at: '#letters' };
      const ask = move('asked');
      if (ask) return { words: `Ask ${short(e, ask.by)}${last(e, 'asked', ask.by) ? ' again' : ''}`, at: '#letters' };
      const answer = move('yes') ?? move('met');
      return answer && { words: moveWords(e, answer), move: answer };
    }
    case 'referral':
      if (e.over) return undefined;
      return isYou(e, 'receiver') ? { words: 'Say how it goes', at: '#next' } : { words: 'How it goes', at: '#next' };
    case 'promise': {
      const kept = move('kept');
      return kept && { words: moveWords(e, kept), move: kept };
    }
    case 'ask': {
      const one = isWatch(e) ? move('found') : (move('asked') ?? move('yes') ?? move('won'));
      if (!one || e.over) return undefined;
      return one.kind === 'asked' ? { words: `Ask ${short(e, 'helper')}`, at: '#letters' } : { words: moveWords(e, one), move: one };
    }
  }
}

// Nobody else learns of a refusal; its own page says so.
export function refusal(e: Exchange): string {
  const no = last(e, 'no');
  if (e.kind !== 'introduction' || !no || !isYou(e, 'connector')) return '';
  const they = short(e, no.by);
  const rest = other(no.by);
  if (!last(e, 'asked', rest)) return `${they} said no. Nobody else learns that; ${short(e, rest)} was never asked.`;
  const until = e.expires ? ` until ${day(e.expires)}, when this ends` : '';
  return `${they} said no. Nobody else learns that: to ${short(e, rest)} it looks like silence${until}.`;
}
