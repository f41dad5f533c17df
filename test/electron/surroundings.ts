import { EventEmitter } from 'node:events';
import type { Display, NativeTheme, Screen, Shell } from 'electron';

/** A desktop of one screen, light. */
class NativeThemeDouble extends EventEmitter implements Pick<NativeTheme, 'shouldUseDarkColors'> {
  readonly shouldUseDarkColors = false;
}

export const nativeThemeDouble = new NativeThemeDouble();

const workArea = { x: 0, y: 0, width: 1920, height: 1080 };

export const screenDouble: Pick<Screen, 'getDisplayMatching'> = {
  getDisplayMatching: () => ({ workArea, bounds: workArea }) as Display,
};

/** Paths the main process asked the file manager to show. */
export const revealed: string[] = [];

export const shellDouble: Pick<Shell, 'showItemInFolder'> = {
  showItemInFolder: (path) => void revealed.push(path),
};
