import { BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_PAGE } from './page/app-origin.ts';
import type { Settings, SettingsFile } from './settings.ts';

const FIRST_SIZE = { width: 1280, height: 800 };
const SMALLEST = { minWidth: 1024, minHeight: 640 };

/** Painted before the page is, so that a dark start does not flash white. */
const BACKGROUND = { light: '#ffffff', dark: '#101216' };

/** Opens the window on the program's page, where it was last time. */
export function openWindow(settings: SettingsFile, preload: string, devTools: boolean): BrowserWindow {
  const window = new BrowserWindow({
    ...FIRST_SIZE,
    ...visibleBounds(settings.current.bounds),
    ...SMALLEST,
    show: false,
    title: 'Trailglass',
    backgroundColor: background(),
    webPreferences: {
      preload,
      devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  if (settings.current.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('close', () => {
    settings.update({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
  followTheme(window);
  void window.loadURL(APP_PAGE);
  return window;
}

/** Remembered bounds, unless the screen they were on is gone. */
function visibleBounds(bounds: Settings['bounds']): Settings['bounds'] {
  if (bounds === null) return null;
  const area = screen.getDisplayMatching(bounds).workArea;
  const overlaps =
    bounds.x < area.x + area.width &&
    area.x < bounds.x + bounds.width &&
    bounds.y < area.y + area.height &&
    area.y < bounds.y + bounds.height;
  return overlaps ? bounds : null;
}

function followTheme(window: BrowserWindow): void {
  const repaint = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', repaint);
  window.on('closed', () => nativeTheme.off('updated', repaint));
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}
