// Something the server says, as a page needs it: not there yet, there, or not to be had; and asked again after news.
// Shape:  `ask` runs in an effect: what it reads before its first await is followed.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { live } from './live.svelte';

export interface Resource<T> {
  readonly value: T | undefined;
  readonly error: unknown;
  readonly busy: boolean;
  again: () => void;
  set: (value: T) => void;
}

// `still`: news of the book are not worth doing it all again.
export function resource<T>(ask: (signal: AbortSignal) => Promise<T> | undefined, still = false): Resource<T> {
  let value = $state.raw<T | undefined>();
  let error = $state.raw<unknown>();
  let busy = $state(true);
  let wish = $state(0);
  $effect(() => {
    void wish;
    if (!still) void live.book;
    const stop = new AbortController();
    const promise = ask(stop.signal);
    if (!promise) return;
    busy = true;
    promise.then(
      (got) => {
        if (stop.signal.aborted) return;
        value = got;
        error = undefined;
        busy = false;
      },
      (why) => {
        if (stop.signal.aborted) return;
        error = why;
        busy = false;
      },
    );
    return () => stop.abort();
  });
  return {
    get value() {
      return value;
    },
    get error() {
      return error;
    },
    get busy() {
      return busy;
    },
    again: () => ++wish,
    set: (next) => (value = next),
  };
}
