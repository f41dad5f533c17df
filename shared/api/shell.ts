import type { FileHandle, SaveFormat } from './contract.ts';

/**
 * What only a host can do: dialogs, drops, the place where files are. Implemented by the Electron preload and
 * by the loopback page. Kept small; everything about logs is in `contract.ts`.
 */

/** A file the user chose. */
export interface PickedFile {
  readonly handle: FileHandle;
  readonly name: string;
  readonly bytes: number;
}

/** A platform `File`, as far as this contract needs one. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
}

export interface ShellInfo {
  readonly host: 'desktop' | 'loopback';
  /** Node's platform name, for the wording of shortcuts. */
  readonly platform: string;
  readonly version: string;
  /** Whether the user can open another workspace from here (a loopback host serves one). */
  readonly canSwitchWorkspace: boolean;
}

export interface ShellApi {
  info(): Promise<ShellInfo>;
  /** Lets the user choose log files. Empty when cancelled. */
  pickLogs(): Promise<readonly PickedFile[]>;
  /** Lets the user choose the file of a saved view. Null when cancelled. */
  pickView(): Promise<PickedFile | null>;
  /** Takes files dropped on the window. */
  takeDropped(files: readonly DroppedFile[]): Promise<readonly PickedFile[]>;
  /** The sample logs that come with the program. */
  sampleLogs(): Promise<readonly PickedFile[]>;
  /** Asks where to write an export. Null when cancelled. */
  pickExportTarget(suggestedName: string, format: SaveFormat): Promise<PickedFile | null>;
  /** Called when the export to a target is complete: a desktop host reveals it, a loopback host downloads it. */
  deliverExport(target: PickedFile): Promise<void>;
  /** Asks for a name and opens a new, empty workspace. False when cancelled. */
  newWorkspace(): Promise<boolean>;
  /** Asks for an existing workspace and opens it. False when cancelled. */
  openWorkspace(): Promise<boolean>;
  /** Orders from the native menu, such as `import` or `export`. Returns the way to stop listening. */
  onCommand(listen: (command: ShellCommand) => void): () => void;
}

export const SHELL_COMMANDS = [
  'import',
  'export',
  'newWorkspace',
  'openWorkspace',
  'toggleTheme',
  'focusSearch',
] as const;
export type ShellCommand = (typeof SHELL_COMMANDS)[number];
