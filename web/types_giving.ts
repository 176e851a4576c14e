// Giving and asking, as the server says it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Id } from './types';

export type ExchangeKind = 'ask' | 'introduction' | 'referral' | 'promise';
export type AskKind = 'introduction' | 'opportunity' | 'watch';
export type Part = 'asker' | 'helper' | 'target' | 'connector' | 'first' | 'second' | 'giver' | 'receiver' | 'referred' | 'maker' | 'taker';
export interface Ref {
  id: Id;
  name: string;
  handle: string;
}
export interface Move {
  kind: string;
  by: Part;
}
export interface Step extends Move {
  entry: number;
  at: string;
  until?: string;
  words?: string;
  value?: string;
  whom?: Ref;
}
export interface Due {
  kind: 'thanks' | 'word' | 'promise' | 'clarify' | 'make' | 'ask again' | 'how it went' | 'remind';
  since: string;
  to?: Part;
}
export interface Exchange {
  id: Id;
  entry: number;
  kind: ExchangeKind;
  ask?: AskKind;
  headline: string;
  stage: string;
  over: boolean;
  about?: string;
  words?: string;
  at: string;
  due?: string;
  expires?: string;
  effort?: number;
  agreed?: boolean;
  parties: { part: Part; person?: Ref; you: boolean }[];
  steps: Step[];
  moves: Move[];
  dues: Due[];
}
export interface FoundDeed {
  id: string;
  person: Ref;
  by: 'you' | 'them';
  kind: string;
  what: string;
  at: string;
  item: number;
}
export interface Exchanges {
  exchanges: Exchange[]; // what waits for the member first
  total: number;
  over: number;
  next?: string;
}
export interface ExchangeLetter {
  to: Ref[];
  addresses: string[];
  subject: string;
  text: string;
  secret: boolean; // neither of the two may be named in it yet
  done?: Move; // what is noted once it is sent
  quoted?: string; // of a question for the wall: the words in it that are to be shown
}
export interface ExchangeLetters {
  sends: boolean; // whether this server sends those that ask, with a link for the answer
  letters: ExchangeLetter[];
}
// Thanks that are said aloud, in the words that were agreed to.
export interface SaidAloud {
  exchange: Id;
  by: Part; // who was thanked
  entry: number;
  person: Ref;
  words: string;
  at: string;
}
export interface Wall {
  thanks: SaidAloud[]; // the newest first
  total: number;
  next?: string;
}
export interface Verdict {
  open: boolean;
  final: boolean;
  reasons: { name: string; why: string }[];
}
export interface DoneFor {
  at: string;
  by: 'you' | 'them';
  kind: string;
  size: string;
  what: string;
  weight: number;
}
export interface GiveAndTake {
  person: Ref;
  balance: number;
  you_owe: boolean;
  they_vanished: boolean;
  you_vanished: boolean;
  deeds: DoneFor[];
}
export interface Gauge {
  usual: number;
  now: number;
  slowing: boolean;
  stall?: string;
  push?: string;
  turns: { name: string; usual: number; counts: number[] }[];
}
export interface IdealVersion {
  who: string;
  phrase: string;
  not_for: string;
  example: string;
  at: string;
  ended: number;
  fit: number;
}
