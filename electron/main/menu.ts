import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { ShellCommand } from '../../shared/api/shell.ts';

const MAC = process.platform === 'darwin';
const APP: MenuItemConstructorOptions = { role: 'appMenu' };
const RECENT: MenuItemConstructorOptions = {
  role: 'recentDocuments',
  submenu: [{ role: 'clearRecentDocuments' }],
};
const DEV_TOOLS: MenuItemConstructorOptions = { role: 'toggleDevTools' };

/** Sets the menu of the program. Its own entries are orders to the window; it has no entry to reload or inspect. */
export function setMenu(order: (command: ShellCommand) => void, devTools: boolean): void {
  const item = (label: string, command: ShellCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => order(command),
    ...(accelerator === undefined ? {} : { accelerator }),
  });

  const template: MenuItemConstructorOptions[] = [
    ...(MAC ? [APP] : []),
    {
      label: 'File',
      submenu: [
        item('New workspace…', 'newWorkspace', 'CmdOrCtrl+N'),
        item('Open workspace…', 'openWorkspace', 'CmdOrCtrl+O'),
        ...(MAC ? [RECENT] : []),
        { type: 'separator' },
        item('Import logs…', 'import', 'CmdOrCtrl+I'),
        item('Export events…', 'export', 'CmdOrCtrl+E'),
        { type: 'separator' },
        MAC ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        { type: 'separator' },
        item('Search', 'focusSearch', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: 'View',
      submenu: [
        item('Light or dark', 'toggleTheme'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(devTools ? [DEV_TOOLS] : []),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ role: 'about' }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
