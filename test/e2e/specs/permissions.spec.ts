import type { Permission } from '../../electron/session.ts';
import { expect, test } from '../fixtures.ts';

const PAGE_PERMISSIONS = [
  'accelerometer',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'geolocation',
  'idle-detection',
  'local-fonts',
  'microphone',
  'midi',
  'notifications',
  'payment-handler',
  'persistent-storage',
  'screen-wake-lock',
  'window-management',
];

/** Every permission Electron asks about, but the one that is granted; a new one is a compile error here. */
const DENIED: Record<Exclude<Permission, 'clipboard-sanitized-write'>, true> = {
  ar: true,
  'automatic-fullscreen': true,
  'background-fetch': true,
  'background-sync': true,
  'captured-surface-control': true,
  'clipboard-read': true,
  'deprecated-sync-clipboard-read': true,
  'display-capture': true,
  fileSystem: true,
  fullscreen: true,
  geolocation: true,
  'geolocation-approximate': true,
  'hand-tracking': true,
  hid: true,
  'idle-detection': true,
  keyboardLock: true,
  'local-fonts': true,
  'local-network': true,
  'local-network-access': true,
  'loopback-network': true,
  media: true,
  mediaKeySystem: true,
  midi: true,
  midiSysex: true,
  nfc: true,
  notifications: true,
  openExternal: true,
  'payment-handler': true,
  'periodic-background-sync': true,
  'persistent-storage': true,
  pointerLock: true,
  'screen-wake-lock': true,
  sensors: true,
  serial: true,
  'smart-card': true,
  'speaker-selection': true,
  'storage-access': true,
  'system-wake-lock': true,
  'top-level-storage-access': true,
  usb: true,
  vr: true,
  'web-app-installation': true,
  'web-printing': true,
  'window-management': true,
  unknown: true,
};

test('no permission is granted, except putting text on the clipboard', async ({ page, desktop }) => {
  const states = await page.evaluate(async (names) => {
    const found: Record<string, string> = {};
    for (const name of names) {
      const status = await navigator.permissions.query({ name: name as PermissionName });
      found[name] = status.state;
    }
    return found;
  }, PAGE_PERMISSIONS);
  expect(states).toEqual({
    ...Object.fromEntries(PAGE_PERMISSIONS.map((name) => [name, 'denied'])),
    'clipboard-write': 'granted',
  });

  for (const permission of Object.keys(DENIED) as (keyof typeof DENIED)[]) {
    expect(await desktop.decide(permission, 'app://trailglass/'), permission).toEqual({
      checked: false,
      granted: false,
    });
  }
  expect(await desktop.decide('clipboard-sanitized-write', 'https://example.com/')).toEqual({
    checked: false,
    granted: false,
  });
});
