// A fact that the owner said is taken out, or said again as of today; undo puts it back.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { post, put } from './api';
import { lookAgain } from './live.svelte';
import { complain, say } from './toasts.svelte';
import type { Fact } from './types';

// What is asked after from time to time may have been said more than once, and goes as a whole.
const kAges = ['need', 'goal', 'offer'];

export async function stillSo(person: string, fact: Fact) {
  try {
    const { entry } = await put<{ entry: number }>(`/people/${person}/facts/${fact.entry}`, { holds: true });
    say('Still so, as of today.', async () => {
      await post('/undo', { entry });
      lookAgain();
    });
    lookAgain();
  } catch (error) {
    complain(error);
  }
}

export async function takeOut(person: string, fact: Fact) {
  try {
    if (kAges.includes(fact.kind)) await put(`/people/${person}/facts/${fact.entry}`, { holds: false });
    else await post('/undo', { entry: fact.entry });
    const { value, detail, when } = fact;
    const again = { kind: fact.kind.replace(' ', '_'), value, ...(detail && { detail }), ...(when && { when }) };
    say('Taken out.', async () => {
      await post(`/people/${person}/facts`, again);
      lookAgain();
    });
    lookAgain();
  } catch (error) {
    complain(error);
  }
}
