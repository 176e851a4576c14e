// Where the pages begin.
// SPDX-License-Identifier: AGPL-3.0-or-later
import './base.css';
import { mount } from 'svelte';
import App from './app.svelte';
import { startKeys } from './keys.svelte';
import { start } from './router.svelte';
import { refresh } from './session.svelte';

// A tab that was open while the server was renewed may ask for a part that is gone: load anew, once.
addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem('renewed') === location.href) return;
  sessionStorage.setItem('renewed', location.href);
  event.preventDefault();
  location.reload();
});

start();
startKeys();
void refresh();
mount(App, { target: document.getElementById('app')! });
