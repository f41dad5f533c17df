import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lookForChromium } from './chromium.ts';

/** Makes sure that there is a Chromium to test with: finds one, or installs Debian's where it may. */
function main(): number {
  const found = lookForChromium();
  if (found !== null) {
    console.log(`End-to-end tests use ${found}.`);
    return 0;
  }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium was found; installing the chromium package.');
    if (aptGet('update') && aptGet('install', '--yes', '--no-install-recommends', 'chromium')) {
      if (lookForChromium() !== null) return 0;
    }
    console.error('The chromium package could not be installed; see above.');
    return 1;
  }
  console.error(
    'End-to-end tests need Chromium. Install it (Debian, Ubuntu: sudo apt-get install chromium), ' +
      'or name one: CHROMIUM=/path/to/chrome npm run test:e2e',
  );
  return 1;
}

function aptGet(...args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync('apt-get', ['-q', ...args], { stdio: 'inherit', env }).status === 0;
}

process.exitCode = main();
