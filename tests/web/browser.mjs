// Debian's Chromium, and what every page must be: without an error, a violation of accessibility, or a sideways scroll.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { readFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const kAxe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kFlags = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist', // WebGL without a card
];
export const kSizes = { wide: { width: 1360, height: 900 }, phone: { width: 360, height: 740 } };

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: kFlags });

// A window of a size and a scheme; what goes wrong in it is collected.
export async function open(browser, { size = 'wide', scheme = 'light', cookie } = {}) {
  const context = await browser.newContext({ viewport: kSizes[size], colorScheme: scheme, hasTouch: size === 'phone', reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Vienna' });
  if (cookie) await context.addCookies([cookie]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.wrong = [];
  page.on('pageerror', (error) => page.wrong.push(String(error)));
  page.on('console', (line) => {
    // A refusal that a page asked for is an answer; the browser notes it all the same.
    if (line.type() === 'error' && !/status of (400|401|403|404|409|412|429)/.test(line.text())) page.wrong.push(line.text());
  });
  return page;
}

export async function axe(page) {
  await page.evaluate(kAxe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  return violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target.join(' ')} (${n.any[0]?.message ?? n.all[0]?.message ?? ''})`).join('; ')}`);
}

// All that must hold of a page that stands, and its picture.
export async function check(page, shots, name) {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true, animations: 'disabled' });
  const faults = [...page.wrong, ...(await axe(page))];
  const shape = await page.evaluate(() => ({
    aside: document.documentElement.scrollWidth - innerWidth,
    h1: document.querySelectorAll('h1').length,
    title: document.title,
    inline: document.querySelectorAll('[style*="expression"], body script:not([src])').length,
  }));
  if (shape.aside > 0) faults.push(`scrolls sideways by ${shape.aside} px`);
  if (shape.h1 !== 1) faults.push(`${shape.h1} headings of the first rank`);
  if (!/ · Rapport$/.test(shape.title)) faults.push(`its title is ${shape.title}`);
  page.wrong = [];
  if (faults.length) throw new Error(`${name}: ${faults.join('\n    ')}`);
}
