// Numbers, days and other small things as words.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Item, Relation } from './types';

const numbers = new Intl.NumberFormat('en');
export const count = (n: number) => numbers.format(n);
export const plural = (n: number, one: string, many = one + 's') => `${count(n)} ${n === 1 ? one : many}`;
export const percent = (p: number) => (p > 0 && p < 0.01 ? '<\u00a01\u00a0%' : `${Math.round(p * 100)}\u00a0%`);
export const signed = (n: number) => (n < 0 ? '−' : '+') + Math.abs(n).toFixed(2);

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const longDays = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const months = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' });
const times = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
// What is no date stands as somebody wrote it: "by Friday".
const dated = (format: Intl.DateTimeFormat) => (at: string | Date) => {
  const when = new Date(at);
  return Number.isNaN(when.getTime()) ? String(at) : format.format(when);
};
export const day = dated(days);
export const longDay = dated(longDays);
export const month = dated(months);
export const time = dated(times);

// A book may be looked at as of another day than this one; the server says which.
let moment = Date.now();
export const setMoment = (at: string) => (moment = Date.parse(at) || moment);

const kDay = 86_400_000;
export const now = () => moment;
export const daysAgo = (n: number) => day(new Date(moment - n * kDay));
// So many days from that moment on, as a field for days takes it.
export const dayAhead = (n: number) => new Date(moment + n * kDay).toISOString().slice(0, 10);
// "in 4 days", for a day that comes.
export function ahead(at: string): string {
  const left = Math.round((new Date(at).setHours(12, 0, 0, 0) - new Date(moment).setHours(12, 0, 0, 0)) / kDay);
  if (left < 0) return `was for ${day(at)}`;
  return left === 0 ? 'for today' : left === 1 ? 'for tomorrow' : left < 14 ? `in ${left} days` : left < 60 ? `in ${Math.round(left / 7)} weeks` : `in ${Math.round(left / 30.4)} months`;
}

export function ago(at: string, now = new Date(moment)): string {
  const gone = Math.round((now.setHours(12, 0, 0, 0) - new Date(at).setHours(12, 0, 0, 0)) / kDay);
  if (gone < -1) return day(at);
  if (gone < 0) return 'tomorrow';
  if (gone === 0) return 'today';
  if (gone === 1) return 'yesterday';
  if (gone < 14) return `${gone} days ago`;
  if (gone < 60) return `${Math.round(gone / 7)} weeks ago`;
  if (gone < 700) return `${Math.round(gone / 30.4)} months ago`;
  return `${Math.round(gone / 365)} years ago`;
}

export function gap(inDays: number): string {
  if (inDays < 1.5) return 'daily';
  if (inDays < 14) return `every ${Math.round(inDays)} days`;
  if (inDays < 60) return `every ${Math.round(inDays / 7)} weeks`;
  return `every ${Math.round(inDays / 30.4)} months`;
}

export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let at = -1;
  do {
    bytes /= 1000;
    ++at;
  } while (bytes >= 999.5 && at < 3);
  return `${bytes < 10 ? bytes.toFixed(1) : Math.round(bytes)} ${units[at]}`;
}

export const initials = (name: string) => {
  const parts = name.replace(/[^\p{L}\p{N} .@-]/gu, '').split(/[\s.@]+/).filter(Boolean);
  return ((parts[0]?.[0] ?? '?') + (parts.length > 1 ? parts[parts.length - 1][0] : '')).toUpperCase();
};

export const upperFirst = (s: string) => s.charAt(0).toUpperCase() + s.slice(1);

// How a person stands with you, in a few words.
export function standing(r: Relation): string {
  if (!r.mutual) return r.from_them ? 'They wrote, you never did' : r.from_you ? 'You wrote, they never did' : 'Never in touch';
  const last = r.last ? `last ${ago(r.last)}` : '';
  const usual = r.usual_gap_days ? `usually ${gap(r.usual_gap_days)}` : '';
  return upperFirst([last, usual].filter(Boolean).join(', '));
}

export const kDirections: Record<Item['direction'], string> = {
  'from you': 'from you',
  'from them': 'from them',
  both: 'together',
  'among others': 'among others',
};

export function itemTitle(it: Item): string {
  if (it.subject) return it.kind === 'message' ? it.subject : `${upperFirst(it.kind)}: ${it.subject}`;
  return upperFirst(it.kind);
}
