// News from the server: something changed, so look again. And whether the server can be reached.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { get, hooks } from './api';
import type { Health } from './types';

class Live {
  book = $state(0); // counts changes of the book
  imports = $state(0);
  reached = $state(true);
  troubles = $state.raw<string[]>([]); // what keeps the server from keeping anything
}
export const live = new Live();

let source: EventSource | undefined;
let soon: ReturnType<typeof setTimeout> | undefined;
let again: ReturnType<typeof setTimeout> | undefined;
let doubt: ReturnType<typeof setTimeout> | undefined;

// Several changes at once are one look.
function bookChanged() {
  clearTimeout(soon);
  soon = setTimeout(() => ++live.book, 150);
}

export function lookAgain() {
  ++live.book;
}

function lookAtHealth() {
  get<Health>('/health', { stay: true }).then((health) => (live.troubles = health.reasons ?? []), () => {});
}

export function listen() {
  if (source) return;
  source = new EventSource('/api/v1/events');
  source.addEventListener('book', bookChanged);
  source.addEventListener('moment', bookChanged);
  source.addEventListener('import', () => ++live.imports);
  source.addEventListener('condition', lookAtHealth);
  source.onopen = () => {
    clearTimeout(doubt);
    doubt = undefined;
    if (!live.reached) bookChanged();
    live.reached = true;
    lookAtHealth();
  };
  source.onerror = () => {
    // A server that starts again is away for a moment; that is no news.
    doubt ??= setTimeout(() => (live.reached = false), 4000);
    if (source?.readyState === EventSource.CLOSED) {
      source = undefined;
      hooks.newsEnded(); // perhaps the session is over
      again = setTimeout(listen, 5000);
    }
  };
}

export function deafen() {
  source?.close();
  source = undefined;
  clearTimeout(again);
  clearTimeout(doubt);
  doubt = undefined;
}

hooks.reached = (yes) => {
  if (yes && !live.reached && !doubt) live.reached = true;
  if (!yes && !navigator.onLine) live.reached = false;
};
addEventListener('offline', () => (live.reached = false));
addEventListener('online', () => {
  live.reached = true;
  bookChanged();
});
