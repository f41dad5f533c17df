/** The one scheme pages are served from, and the one host under it. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'trailglass';
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/`;

/** Whether an address belongs to the program's own page. Parsed, because a prefix can be forged. */
export function isAppUrl(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '';
}
