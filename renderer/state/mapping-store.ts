import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImportOptions } from '../../shared/api/contract.ts';
import type { LogFile } from './log-file.ts';

/** A file that is being mapped. */
export interface MappedFile {
  readonly file: LogFile;
  readonly options: ImportOptions;
}

/** The files on the mapping screen, with the choices made for each. */
export interface MappingState {
  /** In the order they were chosen; none when nothing is being mapped. */
  readonly files: readonly MappedFile[];
  /** Which of them is shown. */
  readonly at: number;
  /** The choices the screen was opened with, to go back to. */
  readonly initial: ImportOptions | null;
  /** Whether the screen is in front. What was chosen stays while it is not. */
  readonly shown: boolean;
}

export interface MappingStore extends StoreApi<MappingState> {
  /** Opens the screen; what was being mapped before is given up. */
  readonly open: (files: readonly LogFile[], options: ImportOptions) => void;
  readonly show: (at: number) => void;
  /** Changes choices for the file that is shown. */
  readonly choose: (change: Partial<ImportOptions>) => void;
  /** Gives every file the choices of the one that is shown. */
  readonly applyToAll: () => void;
  readonly reset: () => void;
  readonly hide: () => void;
  readonly close: () => void;
}

const NOTHING: MappingState = { files: [], at: 0, initial: null, shown: false };

export function createMappingStore(): MappingStore {
  const store = createStore<MappingState>(() => NOTHING);

  function setOptions(change: (before: ImportOptions) => ImportOptions): void {
    store.setState(({ files, at }) => ({
      files: files.map((mapped, index) =>
        index === at ? { ...mapped, options: change(mapped.options) } : mapped,
      ),
    }));
  }

  return Object.assign(store, {
    open(files: readonly LogFile[], options: ImportOptions): void {
      if (files.length === 0) return;
      store.setState({
        files: files.map((file) => ({ file, options })),
        at: 0,
        initial: options,
        shown: true,
      });
    },
    show: (at: number): void => store.setState({ at, shown: true }),
    choose: (change: Partial<ImportOptions>): void => setOptions((before) => ({ ...before, ...change })),
    applyToAll(): void {
      store.setState(({ files, at }) => {
        const options = files[at]?.options;
        return options === undefined ? {} : { files: files.map(({ file }) => ({ file, options })) };
      });
    },
    reset(): void {
      const { initial } = store.getState();
      if (initial !== null) setOptions(() => initial);
    },
    hide: (): void => store.setState({ shown: false }),
    close: (): void => store.setState(NOTHING),
  });
}

/** Files that are read in the same way, so that one import takes them. */
export function groupsOf(files: readonly MappedFile[]): readonly {
  readonly options: ImportOptions;
  readonly files: readonly LogFile[];
}[] {
  const groups = new Map<string, { options: ImportOptions; files: LogFile[] }>();
  for (const { file, options } of files) {
    const key = JSON.stringify(options);
    const group = groups.get(key) ?? { options, files: [] };
    group.files.push(file);
    groups.set(key, group);
  }
  return [...groups.values()];
}
