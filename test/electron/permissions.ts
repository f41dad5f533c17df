import type { Page } from 'playwright-core';
import { PAGE_ORIGIN, toElectron } from './address.ts';
import { type Permission, sessionDouble } from './session.ts';

/** Names of permissions in pages, and what Electron calls them. */
export const PERMISSIONS = new Map<string, Permission>([
  ['accelerometer', 'sensors'],
  ['camera', 'media'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-write', 'clipboard-sanitized-write'],
  ['display-capture', 'display-capture'],
  ['geolocation', 'geolocation'],
  ['idle-detection', 'idle-detection'],
  ['local-fonts', 'local-fonts'],
  ['microphone', 'media'],
  ['midi', 'midi'],
  ['notifications', 'notifications'],
  ['payment-handler', 'payment-handler'],
  ['persistent-storage', 'persistent-storage'],
  ['screen-wake-lock', 'screen-wake-lock'],
  ['window-management', 'window-management'],
]);

/** Makes Chromium answer a page's questions for permissions as the main process does, while the page lives. */
export async function applyPermissions(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  for (const [name, permission] of PERMISSIONS) {
    const { checked, granted } = await sessionDouble.defaultSession.decide(
      permission,
      toElectron(`${PAGE_ORIGIN}/`),
    );
    await devtools.send('Browser.setPermission', {
      permission: { name },
      setting: checked && granted ? 'granted' : 'denied',
      origin: PAGE_ORIGIN,
    });
  }
}
