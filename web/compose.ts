// A draft out of its parts, as the server puts it together: the offer before the question, and an easy no.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { post } from './api';

export interface Parts {
  as: 'ask_introduction' | 'ask_opportunity' | 'ask_watch' | 'blurb';
  name?: string;
  to?: string;
  need?: string;
  offer?: string;
  question?: string;
  easy_no?: string;
}

const kPause = 150; // ms: until somebody pauses in what they type

// "A notary" is no sentence, though a phone begins it like one; a name stays as it is.
const inside = (need: string) => need.trim().replace(/^(An?|Some(?:body|one)?|People|Owners)\b/, (w) => w.toLowerCase());

export async function compose(parts: Parts, signal: AbortSignal): Promise<{ subject: string; text: string }> {
  await new Promise((done) => setTimeout(done, kPause));
  signal.throwIfAborted();
  return post('/compose', { ...parts, ...(parts.need && { need: inside(parts.need) }) }, { signal });
}
