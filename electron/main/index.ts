import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { userDataFolder } from '../hosts/user-data.ts';
import { startApplication } from './application.ts';
import { declareAppScheme } from './page/serve-page.ts';
import { endWith } from './problem.ts';
import { refusedSwitch } from './refused-switches.ts';

/** Start of the desktop program: what has to be settled before Electron is ready. */
process.on('uncaughtException', (error) => endWith('Trailglass has to close.', error));
process.on('unhandledRejection', (error) => endWith('Trailglass has to close.', error));

app.setName('Trailglass');
const userData = join(userDataFolder(), 'desktop');
mkdirSync(userData, { recursive: true, mode: 0o700 });
app.setPath('userData', userData);
app.enableSandbox();
declareAppScheme();
// No name is ever looked up, whatever part of Chromium might want to.
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');

const refused = app.isPackaged ? refusedSwitch((name) => app.commandLine.hasSwitch(name)) : null;
if (refused !== null) {
  console.error(`Trailglass does not start with --${refused}.`);
  app.exit(2);
} else if (app.requestSingleInstanceLock()) {
  startApplication();
} else {
  app.quit(); // the program that is already open takes over; see `second-instance`
}
