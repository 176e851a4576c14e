// Accounts and what belongs to them, as the server says it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Id } from './types';

export interface Session {
  member: { id: Id; name: string; role: 'owner' | 'member' };
  since: string;
  confirmed: boolean;
  passkeys: boolean;
  has_book: boolean;
  owner_known: boolean;
  interactions: number;
  as_of?: string;
}
export interface Health {
  health: 'ok' | 'degraded';
  reasons?: string[];
}

export interface Door {
  new: boolean;
  passkeys: boolean;
}
export interface Device {
  id: Id;
  since: string;
  seen: string;
  where: string;
  this: boolean;
}
export interface Passkey {
  id: Id;
  name: string;
  since: string;
  seen?: string;
}
export interface Token {
  id: Id;
  name: string;
  scope: 'read' | 'write';
  since: string;
  until?: string;
}
export interface Member {
  id: Id;
  name: string;
  role: 'owner' | 'member';
  state: 'invited' | 'active' | 'suspended';
  since: string;
}

// What became of a letter: its id and its times, no address.
export interface Fate {
  id: string;
  state: 'queued' | 'sent' | 'failed';
  queued: string;
  ended?: string;
  next?: string;
  tries: number;
  reason?: string;
}
// Of this server, for its owner: what it is and whose, never what is in it.
export interface ServerLetter extends Fate {
  kind: string; // daily, address, introduction, thanks
  member: string; // a name; '' of somebody who is no more
  yours: boolean;
  day?: string;
  exchange?: string; // of yours
  brings_together?: boolean;
}
export interface ServerLetters {
  sends: boolean;
  waiting: ServerLetter[];
  letters: ServerLetter[];
}
export interface DailyLetter {
  sends: boolean; // this server sends mail at all
  on: boolean;
  hour: number;
  zone: string;
  address: string;
  confirmed: boolean;
  asked: boolean; // a link was mailed, and nobody has followed it yet
  addresses: string[];
  last?: Fate;
}
export interface Feed {
  on: boolean;
  since?: string;
}
