// What could be written in an exchange: short, warm, and to be changed by whoever sends it. Rapport sends nothing.
// Shape:  the same words for the same exchange. What is written in an introduction the server says, for it knows what gives somebody away.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { called, can, isYou, last, short, someone, touched } from './exchanges';
import type { Draft, Exchange, IdealVersion, IntroductionLetters, Move, Ref } from './types';
import { day } from './words';

export interface Letter {
  title: string;
  to: Ref[];
  subject: string;
  text: string;
  addresses?: string[]; // where the server said which
  done?: Move; // what is noted once it is sent
  send?: 'first' | 'second'; // whom this server can write it to
  note?: string;
}

const hello = (to: Ref) => `Hello ${called(to.name)},`;
const letter = (me: string, ...parts: (string | false | undefined)[]) => parts.filter(Boolean).join('\n\n') + `\n\n${me}`;
const sentence = (text: string) => (/[.!?…]$/.test(text.trim()) ? text.trim() : text.trim() + '.');
const lowerFirst = (s: string) => (/^[A-Z][a-z]/.test(s) ? s.charAt(0).toLowerCase() + s.slice(1) : s);

export const isMail = (handle: string) => /^[^\s/@]+@[^\s/@]+\.[^\s/@]+$/.test(handle);
export function mailto(to: string[], subject: string, text: string): string {
  const all = to.filter(isMail).map((a) => encodeURIComponent(a).replace('%40', '@'));
  return all.length ? `mailto:${all.join(',')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replace(/\n/g, '\r\n'))}` : '';
}

// Text without what would say who somebody is: their names, where they work, addresses, numbers, pages.
export function nameless(text: string, names: string[]): string {
  const words = new Set(names.flatMap((n) => n.split(/[\s,.@/_-]+/)).filter((w) => w.length > 2).map((w) => w.toLowerCase()));
  const cleared = text
    .replace(/\S+@\S+|https?:\/\/\S+|www\.\S+|\+?\d[\d ()/-]{5,}\d/gi, '')
    .replace(/[\p{L}\p{N}]+/gu, (w) => (words.has(w.toLowerCase()) ? '' : w));
  return cleared.replace(/\s+([,.;])/g, '$1').replace(/\s{2,}/g, ' ').replace(/^[\s,.;-]+|[\s,;-]+$/g, '');
}

// To each of the two before, and to both after; and how it went, two weeks later.
function ofIntroduction(e: Exchange, me: string, drafts: IntroductionLetters | undefined): Letter[] {
  if (!isYou(e, 'connector')) return [];
  const titled = (draft: Draft) => ({ ...draft, title: `To ${draft.to.map((t) => t.name).join(' and ')}` });
  if (can(e, 'made')) return drafts ? [{ ...titled(drafts.both), done: can(e, 'made'), note: 'One mail to both, and you in Bcc: from here on it is theirs.' }] : [];
  if (e.dues.some((d) => d.kind === 'how it went'))
    return (['first', 'second'] as const).map((part) => {
      const to = someone(e, part)!;
      const rest = short(e, part === 'first' ? 'second' : 'first');
      const text = letter(me, hello(to), `did you and ${rest} find time to talk? I would love to hear how it went, either way.`);
      return { title: `To ${to.name}`, to: [to], subject: `You and ${rest}`, text };
    });
  if (!drafts) return [];
  return (['first', 'second'] as const)
    .filter((part) => can(e, 'asked', part))
    .map((part) => ({
      ...titled(drafts[part]),
      done: can(e, 'asked', part),
      send: drafts.sends && drafts[part].addresses.length ? part : undefined,
      note: 'It does not say who the other one is. Neither learns that before both said yes.',
    }));
}

// How it goes, to whoever passed it on: they never have to ask.
export function report(e: Exchange, me: string): Letter | undefined {
  const giver = someone(e, 'giver');
  if (!giver) return undefined;
  const what = someone(e, 'referred')?.name ?? e.about ?? 'what you passed on';
  const now: Record<string, string> = {
    given: `thank you for ${what}. I am getting in touch now, and will tell you how it goes.`,
    accepted: `thank you for ${what}. I am getting in touch now, and will tell you how it goes.`,
    contacted: `a word on ${what}: I wrote, and wait for an answer.`,
    meeting: `a word on ${what}: we are talking, and I will tell you how it ends.`,
  };
  return now[e.stage] ? { title: `To ${giver.name}`, to: [giver], subject: what, text: letter(me, hello(giver), now[e.stage]) } : undefined;
}

export function thanks(e: Exchange, me: string, to: Ref): Letter {
  const what = someone(e, 'referred')?.name ?? e.about ?? '';
  const act = e.kind === 'referral' ? `passing ${what} on to me` : e.kind === 'promise' ? `keeping your word on ${what}` : e.kind === 'introduction' ? 'introducing us' : `helping me with ${what}`;
  const end = ['lost', 'poor fit', 'no answer'].some((k) => last(e, k)) ? 'It did not work out this time. That you thought of me did, and I have not forgotten it.' : 'It made a difference.';
  return { title: `To ${to.name}`, to: [to], subject: 'Thank you', text: letter(me, hello(to), `thank you for ${act}. ${end}`), done: e.moves.find((m) => m.kind === 'thanked') };
}

// Two lines for whoever passed on what did not fit; nothing in it is a mark against them.
export function clarification(e: Exchange, me: string, card?: Pick<IdealVersion, 'who' | 'phrase' | 'not_for'>): Letter {
  const giver = someone(e, 'giver')!;
  const what = someone(e, 'referred')?.name ?? e.about ?? 'this one';
  const fits = card?.who ? ` Who fits best: ${sentence(lowerFirst(card.who))}` : ' May I tell you in a line who would be right?';
  const phrase = card?.phrase ? ` You know them by what they say: “${card.phrase}”.` : '';
  const not = card?.not_for ? ` Not so much: ${sentence(lowerFirst(card.not_for))}` : '';
  return {
    title: `To ${giver.name}`,
    to: [giver],
    subject: 'Who is right for me',
    text: letter(me, hello(giver), `it was kind to think of me for ${what}; it was a little outside of what I do.${fits}${phrase}${not}`),
    done: can(e, 'clarified'),
  };
}

// To whom somebody is passed on.
function handOver(e: Exchange, me: string): Letter | undefined {
  const to = someone(e, 'receiver');
  if (!to || e.stage !== 'given') return undefined;
  const what = someone(e, 'referred');
  const knows = what && (e.agreed ? ` ${called(what.name)} knows that you will be in touch${what.handle ? `: ${what.handle}` : ''}.` : ' May I give you their address once they agree?');
  // Without their yes nobody is named.
  const who = what && e.agreed ? `${what.name}${e.about ? `, ${lowerFirst(e.about)}` : ''}` : nameless(e.about ?? '', what ? [what.name] : []) || 'somebody';
  return { title: `To ${to.name}`, to: [to], subject: 'Somebody for you', text: letter(me, hello(to), `I thought of you for this: ${sentence(who)}${knows ?? ''}`, 'If it does not suit you, tell me; that helps, too.') };
}

function ofPromise(e: Exchange, me: string): Letter[] {
  if (!e.dues.some((d) => d.kind === 'remind')) return [];
  const to = someone(e, 'maker')!;
  return [{ title: `To ${to.name}`, to: [to], subject: e.about ?? '', text: letter(me, hello(to), `do you still have ${e.about} in mind? If it has become too much, just say so.`) }];
}

export function lettersOf(e: Exchange, me: string, drafts?: IntroductionLetters): Letter[] {
  if (e.kind === 'introduction') return ofIntroduction(e, me, drafts);
  if (e.kind === 'promise') return ofPromise(e, me);
  if (e.kind === 'referral') return [isYou(e, 'receiver') ? report(e, me) : handOver(e, me)].filter((l) => l !== undefined);
  if (e.kind === 'ask' && e.ask !== 'watch' && can(e, 'asked') && someone(e, 'helper'))
    return [{ title: `To ${someone(e, 'helper')!.name}`, to: [someone(e, 'helper')!], subject: e.about ?? 'A question', text: e.words || letter(me, hello(someone(e, 'helper')!), `I wrote on ${day(touched(e))} about ${e.about}. Is now a good time? No is fine, too.`) }];
  return [];
}

// An ask as it is sent: the need, the direct question, the offer before both, an easy no.
export interface AskParts {
  offer: string;
  need: string;
  question: string;
  easyNo: string;
  blurb: string;
}
export const kEasyNo = 'If it does not suit you, no is a fine answer.';
export function ask(parts: AskParts, to: Ref | undefined, me: string): string {
  const p = Object.fromEntries(Object.entries(parts).map(([k, v]) => [k, v.trim()])) as unknown as AskParts;
  if (!to || !(p.need || p.question || p.offer)) return '';
  const middle = [p.offer && sentence(p.offer), p.need && sentence(/^I\b/.test(p.need) ? p.need : `I am looking for ${lowerFirst(p.need)}`), p.question && (/[?.!]$/.test(p.question) ? p.question : p.question + '?')].filter(Boolean).join(' ');
  return letter(me, hello(to), middle, p.easyNo && sentence(p.easyNo), p.blurb && `To pass on, if you like:\n${p.blurb}`);
}
export const blurb = (me: string, target: string, need: string) =>
  `${me} would like to meet ${target || 'you'}${need.trim() && !/^I\b/.test(need) ? `, and is looking for ${sentence(lowerFirst(need))}` : '.'} A quarter of an hour would do; and if it is not the time, no harm is done.`;
