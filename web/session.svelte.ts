// Who is signed in, and what has to be known before any page.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { get, hooks, Problem, remove } from './api';
import { go, place } from './router.svelte';
import type { Session } from './types';

class Who {
  state = $state<'unknown' | 'in' | 'out' | 'lost'>('unknown');
  data = $state.raw<Session | undefined>();
  problem = $state.raw<unknown>();
}
export const who = new Who();

export async function refresh(): Promise<void> {
  try {
    who.data = await get<Session>('/session', { stay: true });
    who.state = 'in';
    who.problem = undefined;
  } catch (error) {
    who.problem = error;
    who.state = error instanceof Problem && error.status === 401 ? 'out' : who.data ? 'in' : 'lost';
  }
}

export const isOwner = () => who.data?.member.role === 'owner';

// Only a page of ours is gone back to, never an address that somebody put into a link.
export function backTo(): string {
  const back = new URLSearchParams(place.search).get('back') ?? '/';
  // As the browser reads it, which leaves out tabs and takes a \ for a /.
  const ours = back.startsWith('/') && URL.canParse(back, location.origin) && new URL(back, location.origin).origin === location.origin;
  return ours ? back : '/';
}

export async function entered(to = backTo()) {
  await refresh();
  if (who.state === 'in') go(who.data!.has_book ? to : '/bring', true);
}

export async function leave() {
  await remove('/session');
  who.data = undefined;
  who.state = 'out';
  go('/sign-in', true);
}

hooks.newsEnded = () => void refresh();

hooks.signedOut = () => {
  if (who.state === 'out') return;
  who.data = undefined;
  who.state = 'out';
  const here = location.pathname + location.search;
  if (!here.startsWith('/sign-in')) go('/sign-in?back=' + encodeURIComponent(here), true);
};
