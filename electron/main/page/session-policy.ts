import type { Session } from 'electron';
import { isAppUrl } from './app-origin.ts';

/** What a page may be allowed: putting text on the clipboard, from the program's own page. */
const ALLOWED_PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Closes every door of a session: devices, sensors, capture, storage access, and the network as a whole. */
export function restrictSession(session: Session): void {
  session.setPermissionCheckHandler((_contents, permission, origin) => allows(permission, origin));
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    decide(details.isMainFrame && allows(permission, details.requestingUrl));
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, choose) => choose(null));
  session.on('will-download', (event) => event.preventDefault());
  // Its dictionaries would be fetched from the network.
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((request, decide) => decide({ cancel: !isAppUrl(request.url) }));
}

function allows(permission: string, address: string): boolean {
  return ALLOWED_PERMISSIONS.has(permission) && isAppUrl(address);
}
