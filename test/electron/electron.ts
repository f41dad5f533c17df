/**
 * What the bundled main process gets when it imports `electron`: the part of Electron's API that it uses, over real
 * Chromium pages and real child processes. Types come from Electron's own, so the double cannot drift from them.
 */
import { startControl } from './control.ts';

export { appDouble as app } from './app.ts';
export { dialogDouble as dialog } from './dialog.ts';
export { ipcMainDouble as ipcMain } from './ipc-main.ts';
export { MenuDouble as Menu } from './menu.ts';
export { protocolDouble as protocol, sessionDouble as session } from './session.ts';
export {
  nativeThemeDouble as nativeTheme,
  screenDouble as screen,
  shellDouble as shell,
} from './surroundings.ts';
export { utilityProcessDouble as utilityProcess } from './utility-process.ts';
export { BrowserWindowDouble as BrowserWindow } from './window.ts';

startControl();
