// Which page is shown: the address bar decides. Following a link of ours changes the page without a load.
// Shape:  a pattern is a path with {names}; the first that fits wins. The page's h1 gets the focus.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { tick } from 'svelte';
import type { Component } from 'svelte';

export interface Route {
  pattern: string;
  title: string;
  open?: boolean; // for somebody who is not signed in
  bare?: boolean; // without navigation
  page: () => Promise<{ default: Component<any> }>;
}

export const place = $state({ path: location.pathname, search: location.search });
// What the visitor came from, so that a list is found again where it was left.
const scrolled = new Map<string, number>();
let moved = false; // the first page takes no focus: a reader begins at the top by itself

export function match(pattern: string, path: string): Record<string, string> | null {
  const want = pattern.split('/');
  const have = path.replace(/(.)\/+$/, '$1').split('/');
  if (want.length !== have.length) return null;
  const found: Record<string, string> = {};
  try {
    for (let i = 0; i < want.length; ++i) {
      if (want[i].startsWith('{')) found[want[i].slice(1, -1)] = decodeURIComponent(have[i]);
      else if (want[i] !== have[i]) return null;
    }
  } catch {
    return null; // %zz is no letter
  }
  return found;
}

function look() {
  place.path = location.pathname;
  place.search = location.search;
}

export function go(to: string, replace = false) {
  scrolled.set(location.pathname + location.search, scrollY);
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  moved = true;
  look();
  scrollTo(0, 0);
}

// Changes what stands behind the ? without a new page.
export function setSearch(search: string) {
  history.replaceState(null, '', location.pathname + search);
  place.search = search;
}

export function start() {
  history.scrollRestoration = 'manual';
  addEventListener('popstate', () => {
    moved = true;
    look();
  });
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a');
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (/^\/(api|download)\//.test(link.pathname)) return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });
}

// A page says its name when it stands: the title, and the focus on its heading.
export async function arrived(title: string) {
  await tick();
  document.title = title ? `${title} · Rapport` : 'Rapport';
  if (!moved) return;
  const heading = document.querySelector<HTMLElement>('main h1');
  const writes = document.activeElement?.matches('main :is(input, textarea)'); // a page that begins with a field
  if (heading && !writes && !document.querySelector('dialog[open]')) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  scrollTo(0, scrolled.get(location.pathname + location.search) ?? 0);
}
