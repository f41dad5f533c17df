import type { WebContents } from 'electron';

/**
 * Keeps a page where it is: no navigation, no second window, no embedded browser. Page code never navigates; the
 * first load is asked for by the main process, which these events do not concern.
 */
export function confineContents(contents: WebContents): void {
  contents.on('will-navigate', (details) => details.preventDefault());
  contents.on('will-frame-navigate', (details) => details.preventDefault());
  contents.on('will-redirect', (details) => details.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
