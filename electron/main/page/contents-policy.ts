import type { WebContents } from 'electron';
import { isAppUrl } from './app-origin.ts';

/**
 * Keeps a page where it is: no navigation but to itself, no second window, no embedded browser. What the main
 * process loads by itself does not come by here.
 */
export function confineContents(contents: WebContents): void {
  const stayHere = (details: { readonly url: string; preventDefault(): void }): void => {
    if (!isAppUrl(details.url)) details.preventDefault();
  };
  contents.on('will-navigate', stayHere);
  contents.on('will-frame-navigate', stayHere);
  contents.on('will-redirect', stayHere);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
