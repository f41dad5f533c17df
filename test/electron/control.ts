import type { Rectangle, WebPreferences } from 'electron';
import { asked } from './app.ts';
import { unansweredAddresses } from './browser.ts';
import { fileAnswers, shownDialogs } from './dialog.ts';
import { ipcMainDouble } from './ipc-main.ts';
import { MenuDouble } from './menu.ts';
import { declaredSchemes, type Permission, sessionDouble } from './session.ts';
import { revealed } from './surroundings.ts';
import { killUtilityProcesses } from './utility-process.ts';
import { BrowserWindowDouble } from './window.ts';

/** What a test may ask of the desktop around the program. Everything is plain data: it crosses a process. */
export const control = {
  /** Answers the next file dialog: paths, or null for Cancel. */
  answerDialog: (answer: readonly string[] | null) => void fileAnswers.push(answer),
  dialogs: () => shownDialogs,
  menuLabels: () =>
    (MenuDouble.current?.entries() ?? []).map((entry) => entry.label ?? entry.role ?? entry.type ?? ''),
  chooseMenu: (label: string) => MenuDouble.current?.click(label),
  revealed: () => revealed,
  unansweredAddresses: () => unansweredAddresses,
  application: () => asked,
  schemes: () => declaredSchemes,
  channels: () => ipcMainDouble.channels(),
  windows: () =>
    [...BrowserWindowDouble.all].map((window) => ({
      title: window.title,
      visible: window.visible,
      bounds: window.getNormalBounds(),
      preferences: window.webContents.preferences as WebPreferences,
      windowRequests: window.webContents.windowRequests,
    })),
  moveWindow: (bounds: Rectangle) => first().moveTo(bounds),
  closeWindow: () => first().close(),
  askForWebview: () => first().webContents.askForWebview(),
  decide: (permission: Permission, url: string) => sessionDouble.defaultSession.decide(permission, url),
  /** A message that comes from a frame which no longer exists. */
  sendFromGoneFrame: (channel: string, arg: unknown) =>
    first().webContents.fromPage(null, { kind: 'invoke', channel, args: [arg] }),
  killEngine: () => killUtilityProcesses(),
};

export type Control = typeof control;

/** From the test: one call of {@link control}. */
export interface ControlCall {
  readonly id: number;
  readonly name: keyof Control;
  readonly args: readonly unknown[];
}

/** To the test: how the call ended. */
export interface ControlAnswer {
  readonly type: 'answer';
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Takes calls from the process that started this one. */
export function startControl(): void {
  process.on('message', async (message: ControlCall) => {
    const answer = async (): Promise<Partial<ControlAnswer>> => {
      try {
        return { value: await Reflect.apply(control[message.name], control, message.args) };
      } catch (error) {
        return { error: error instanceof Error ? error.message : String(error) };
      }
    };
    process.send?.({ type: 'answer', id: message.id, ...(await answer()) });
  });
  // Without a test there is nobody to use the windows.
  process.on('disconnect', () => process.exit(0));
}

function first(): BrowserWindowDouble {
  const [window] = BrowserWindowDouble.all;
  if (window === undefined) throw new Error('No window is open');
  return window;
}
