// A fact that the owner said is taken out; undo says it again.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { post } from './api';
import { lookAgain } from './live.svelte';
import { complain, say } from './toasts.svelte';
import type { Fact } from './types';

export async function takeOut(person: string, fact: Fact) {
  try {
    await post('/undo', { entry: fact.entry });
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
