// What the server says, as in docs of /api/v1. Times are RFC 3339.
// SPDX-License-Identifier: AGPL-3.0-or-later
export type Band = 'strong' | 'steady' | 'loose' | 'faint' | 'none';
export type Id = string;

export type * from './types_account';
export type * from './types_giving';

export interface Tally {
  read: number;
  imported: number;
  updated: number;
  duplicate: number;
  skipped: number;
}
export interface FileReport {
  path: string;
  source: string;
  records: Tally;
  skips: { where: string; reason: string; count: number }[];
}
export interface Import {
  id: Id;
  state: 'uploading' | 'waiting' | 'reading' | 'paused' | 'done' | 'failed';
  error?: string;
  began: string;
  ended?: string;
  now_reading?: string;
  file_count?: number; // of `files` only the first some hundred are said
  files: { path: string; size: number; received: number }[];
  total: Tally;
  report: FileReport[];
  new_jobs: { id: Id; name: string; before: string; now: string }[];
}
export interface Me {
  handles: string[];
  candidates: { handle: string; name: string; sent: number; received: number; likely: boolean }[];
}
export interface Side {
  id: Id;
  name: string;
  handles: string[];
  facts: string[];
  last?: string;
  interactions: number;
}
export interface Question {
  id: Id;
  a: Side;
  b: Side;
  why: string;
  chance: number;
}

export interface Count {
  as_of: string;
  connections: number;
  contacts: number;
  real: number;
  slipping: number;
  owed: number;
  interactions: number;
  archive: boolean;
}
export interface Relation {
  id: Id;
  name: string;
  handles: string[];
  band: Band;
  score: number;
  strength: number;
  z: number;
  mutual: boolean;
  from_them: number;
  from_you: number;
  last?: string;
  usual_gap_days: number;
  overdue: number;
  comes: number;
  answers: number;
  slipping: boolean;
  dormant: boolean;
  rising: boolean;
  works?: string;
  reason?: string;
}
export interface People {
  as_of?: string;
  people: Relation[];
  total?: number;
  next?: string;
}
export interface Card {
  id: Id;
  number: number;
  rule: string;
  verb: string;
  person: { id: Id; name: string; handle: string };
  exchange?: Id;
  reason: string;
  subject: string;
  first_line: string;
  entries: number[];
  mailto?: string;
}
export interface Item {
  item: number;
  at: string;
  channel: string;
  kind: string;
  audience: string;
  direction: 'from you' | 'from them' | 'both' | 'among others';
  subject: string;
  text: string;
  answers?: number;
}
export interface Fact {
  entry?: number;
  kind: string;
  value: string;
  detail?: string;
  when?: string;
  source: string;
  holds: boolean;
  aged?: boolean; // a need, a goal, an offer that nobody has spoken of for half a year
}
export type Keeping = 'yes' | 'light' | 'no';
export interface Person extends Relation {
  facts: Fact[];
  tags: string[];
  keeping: Keeping | null;
  identities: { handle: string; kind: string; name?: string }[];
  merged: { entry: number; text: string }[];
  interactions: number;
  timeline: Item[];
}
export interface WhyItem extends Item {
  share_from_them: number;
  share_from_you: number;
  strength_without?: number;
  score_without?: number;
}
export interface Why extends Relation {
  factors: { factor: string; value: number; against_median: number }[];
  median_z: number;
  log_odds: number;
  memory_from_them: number;
  memory_from_you: number;
  items: WhyItem[];
}
export interface Introduction {
  id: Id;
  name: string;
  via: { id: Id; name: string };
  brokers: number;
  reason: string;
}
export interface Path {
  people: { id: Id; name: string; handle: string }[];
  strengths: number[];
  warmth: number;
  weakest: number;
}
export interface WarmPaths {
  paths: Path[];
  partial: boolean;
}
export interface MapData {
  people: { id: Id; name: string; x?: number; y?: number; group: number; weight: number; you: boolean }[];
  ties: [from: number, to: number, strength: number, first_day: number, last_day: number][];
  groups: { group: number; people: number; name: string }[];
  since: string;
  until: string;
}
export interface Channels {
  channels: {
    channel: string;
    real_ties: number;
    sent: number;
    answered: number;
    median_answer_hours: number | null;
    per_month: { month: string; from_you: number; from_them: number }[];
  }[];
  hours: number[];
}
export interface Side3 {
  value: number | null;
  of: string;
  counts: Record<string, number>;
  before?: number | null;
}
export interface Mirror {
  as_of: string;
  generous: Side3;
  other_centred: Side3;
  helpful: Side3;
}
export interface Filter {
  name: string;
  q: string;
  band: string;
  tag: string;
  since: string;
}
export interface Met {
  id: Id;
  name: string;
  new: boolean;
  entry: number;
  said: string[];
  introductions: Introduction[];
}
export interface Fit {
  id: Id;
  name: string;
  need: string;
  offer: string;
  band: 'strong' | 'good' | 'perhaps';
  reason: string;
}
export interface Matches {
  helpers: Fit[];
  helped: Fit[];
}
export interface Settings {
  region: string;
}
export interface Written {
  entry?: number;
  id?: Id;
}
export interface Gone {
  erased: number;
  redacted: number;
  namesakes: { id: Id; name: string }[];
}
