// Builds web/ into plain files that the binary carries. RAPPORT_WEB_OUT says where to.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [svelte()],
  build: {
    outDir: process.env.RAPPORT_WEB_OUT ?? '../build/web/dist',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'], // those that know light-dark()
    assetsInlineLimit: 0, // the content policy allows no data: fonts or scripts
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    cssCodeSplit: false, // one small sheet, and no page comes undressed
    rollupOptions: { output: { experimentalMinChunkSize: 8000 } },
  },
  worker: { format: 'es' },
  // Only for working on the pages: a server of one's own answers the API.
  server: { proxy: { '/api': process.env.RAPPORT_SERVER ?? 'http://127.0.0.1:8000' } },
});
