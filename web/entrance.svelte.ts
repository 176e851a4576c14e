// The way in: one try at a time, and what was wrong with it.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { wordsOf } from './api';
import { wasDismissed } from './passkey';
import { entered } from './session.svelte';

export class Entrance {
  wrong = $state('');
  busy = $state(false);

  // `prove` shows who one is; then the pages open where one wanted to go, or at `path`.
  async pass(prove: () => Promise<unknown>, path?: string) {
    this.busy = true;
    this.wrong = '';
    try {
      await prove();
      await entered(path);
    } catch (error) {
      if (!wasDismissed(error)) this.wrong = wordsOf(error);
    }
    this.busy = false;
  }
}
