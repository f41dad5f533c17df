import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files\\Chromium\\Application\\chrome.exe',
];

/** Keeps Chromium itself silent and still, so that every request seen is one of the program's. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--headless=new',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium of this machine, or null. `CHROMIUM` names another one. */
export function lookForChromium(): string | null {
  const named = process.env['CHROMIUM'];
  const places = named === undefined ? PLACES : [named];
  return places.find((place) => existsSync(place)) ?? null;
}

/** @throws Error when there is none; `ensure-chromium.ts` says so before the tests start */
export function findChromium(): string {
  const found = lookForChromium();
  if (found === null) throw new Error('No Chromium was found. Run the tests with `npm run test:e2e`.');
  return found;
}
