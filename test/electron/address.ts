/**
 * A stock Chromium does not know `app:`. Pages of the double live under an address that no network can resolve, and
 * the main process is shown the address it would see.
 */
export const PAGE_ORIGIN = 'https://trailglass.invalid';
const APP_ORIGIN = 'app://trailglass';

/** As the main process sees an address of Chromium. */
export function toElectron(url: string): string {
  return url === PAGE_ORIGIN || url.startsWith(`${PAGE_ORIGIN}/`)
    ? APP_ORIGIN + url.slice(PAGE_ORIGIN.length)
    : url;
}

/** As Chromium sees an address of the main process. */
export function toChromium(url: string): string {
  return url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`)
    ? PAGE_ORIGIN + url.slice(APP_ORIGIN.length)
    : url;
}
