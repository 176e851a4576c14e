// Keys that do something wherever the focus is, but for fields; `?` shows them. They can be switched off.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { go } from './router.svelte';

export interface Key {
  key: string;
  words: string;
  run: () => unknown;
}

class Keys {
  page = $state.raw<Key[]>([]);
  help = $state(false);
  on = $state(localStorage.getItem('keys') !== 'off');
}
export const keys = new Keys();

export const kPlaces: Record<string, [string, string]> = {
  t: ['/', 'Today'],
  p: ['/people', 'People'],
  m: ['/map', 'Map'],
  w: ['/paths', 'Warm paths'],
  e: ['/met', 'Met someone'],
  x: ['/exchanges', 'Give & ask'],
  r: ['/circle', 'Circle'],
  k: ['/week', 'This week'],
  c: ['/count', 'The count'],
  b: ['/bring', 'Bring your people'],
  s: ['/settings', 'Settings'],
};

export function setKeys(on: boolean) {
  keys.on = on;
  localStorage.setItem('keys', on ? 'on' : 'off');
}

// A page's keys, for as long as it stands. To be called while a component is made.
export function useKeys(list: () => Key[]) {
  $effect(() => {
    keys.page = list();
    return () => (keys.page = []);
  });
}

let afterG = 0;

function isTyping(target: EventTarget | null): boolean {
  const at = target as HTMLElement | null;
  if (!at?.closest) return false;
  return !!at.closest('input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]');
}

function search() {
  const field = document.querySelector<HTMLElement>('main input[type=search]');
  if (field) field.focus();
  else go('/people?find');
}

function onKey(event: KeyboardEvent) {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
  if (!keys.on || isTyping(event.target) || document.querySelector('dialog[open]')) return;
  const key = event.key;
  if (afterG && Date.now() - afterG < 1500 && kPlaces[key]) {
    afterG = 0;
    event.preventDefault();
    go(kPlaces[key][0]);
    return;
  }
  afterG = key === 'g' ? Date.now() : 0;
  const found = keys.page.find((k) => k.key === key);
  if (found) {
    event.preventDefault();
    found.run();
  } else if (key === '?') {
    keys.help = true;
  } else if (key === '/') {
    event.preventDefault();
    search();
  }
}

export function startKeys() {
  addEventListener('keydown', onKey);
}
