// The one list of pages.
// SPDX-License-Identifier: AGPL-3.0-or-later
import type { Route } from './router.svelte';

export const kRoutes: (Route & { props?: Record<string, string> })[] = [
  { pattern: '/', title: 'Today', page: () => import('./pages/today.svelte') },
  { pattern: '/welcome', title: 'Welcome', open: true, bare: true, page: () => import('./pages/welcome.svelte') },
  { pattern: '/sign-in', title: 'Sign in', open: true, bare: true, page: () => import('./pages/sign_in.svelte') },
  { pattern: '/recover', title: 'A new password', open: true, bare: true, page: () => import('./pages/recover.svelte') },
  { pattern: '/bring', title: 'Bring your people', page: () => import('./pages/bring.svelte') },
  { pattern: '/bring/me', title: 'Which of these are you?', page: () => import('./pages/me.svelte') },
  { pattern: '/bring/same', title: 'Same person?', page: () => import('./pages/same.svelte') },
  { pattern: '/bring/{id}', title: 'What was read', page: () => import('./pages/import.svelte') },
  { pattern: '/count', title: 'The count', page: () => import('./pages/count.svelte') },
  { pattern: '/real', title: 'The real ones', props: { which: 'real' }, page: () => import('./pages/list.svelte') },
  { pattern: '/slipping', title: 'Slipping', props: { which: 'slipping' }, page: () => import('./pages/list.svelte') },
  { pattern: '/owed', title: 'Thanks you owe', props: { which: 'owed' }, page: () => import('./pages/list.svelte') },
  { pattern: '/people', title: 'People', page: () => import('./pages/people.svelte') },
  { pattern: '/people/{id}', title: 'Person', page: () => import('./pages/person.svelte') },
  { pattern: '/met', title: 'Met someone', page: () => import('./pages/met.svelte') },
  { pattern: '/exchanges', title: 'Give & ask', page: () => import('./pages/exchanges.svelte') },
  { pattern: '/exchanges/new', title: 'Begin something', page: () => import('./pages/begin.svelte') },
  { pattern: '/exchanges/{id}', title: 'Give & ask', page: () => import('./pages/exchange.svelte') },
  { pattern: '/exchanges/{id}/card', title: 'A card of thanks', page: () => import('./pages/thanks_card.svelte') },
  { pattern: '/wall', title: 'Said aloud', page: () => import('./pages/wall.svelte') },
  { pattern: '/circle', title: 'Circle', page: () => import('./pages/circle.svelte') },
  { pattern: '/gauge', title: 'Gauge', page: () => import('./pages/gauge.svelte') },
  { pattern: '/ideal', title: 'Ideal referral', page: () => import('./pages/ideal.svelte') },
  { pattern: '/week', title: 'This week', page: () => import('./pages/week.svelte') },
  { pattern: '/map', title: 'Map', page: () => import('./pages/map.svelte') },
  { pattern: '/paths', title: 'Warm paths', page: () => import('./pages/paths.svelte') },
  { pattern: '/channels', title: 'Where they answer', page: () => import('./pages/channels.svelte') },
  { pattern: '/mirror', title: 'Mirror', page: () => import('./pages/mirror.svelte') },
  { pattern: '/settings', title: 'Settings', page: () => import('./pages/settings.svelte') },
  { pattern: '/letters', title: 'Letters', page: () => import('./pages/letters.svelte') },
  { pattern: '/more', title: 'More', page: () => import('./pages/more.svelte') },
];

export const kNotFound: Route = { pattern: '', title: 'Not here', open: true, page: () => import('./pages/not_found.svelte') };
