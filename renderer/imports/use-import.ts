import type { ImportOptions } from '../../shared/api/contract.ts';
import type { DroppedFile, PickedFile } from '../../shared/api/shell.ts';
import type { Source } from '../../shared/domain/source.ts';
import { useServices } from '../app/services-context.ts';
import type { LogFile } from '../state/log-file.ts';
import { importOrAsk } from './import-or-ask.ts';
import { runImport } from './run-import.ts';

/** The ways to import. Each starts a job; what comes of it is in the job list. */
export interface ImportActions {
  /** Lets the user choose files. */
  readonly pick: () => void;
  /** The sample logs that come with the program. */
  readonly samples: () => void;
  readonly dropped: (files: readonly DroppedFile[]) => void;
  /** Opens the mapping screen on files dropped on the window. */
  readonly droppedToMap: (files: readonly DroppedFile[]) => void;
  /** Lets the user choose files and opens the mapping screen on them. */
  readonly map: () => void;
  /** Lets the user choose files and opens the mapping screen on them with the choices of an earlier import. */
  readonly mapLike: (options: ImportOptions | null) => void;
  /** Opens the mapping screen on files that were chosen before. */
  readonly mapAgain: (files: readonly LogFile[], options: ImportOptions) => void;
  /** Opens the mapping screen on what is stored of a source; it is then imported in its place. */
  readonly readAgain: (source: Source) => void;
  /** The same files once more, read in another way. */
  readonly again: (files: readonly LogFile[], options: ImportOptions) => void;
}

export function useImport(): ImportActions {
  const services = useServices();
  const { shell, importOptions, mapping, notices } = services;
  const openMapping = (
    choosing: Promise<readonly PickedFile[]>,
    options: ImportOptions = importOptions.getState(),
  ): void =>
    notices.watch(
      'No file was opened.',
      choosing.then((files) => mapping.open(files, options)),
    );
  return {
    pick: () => void importOrAsk(services, () => shell.pickLogs(), importOptions.getState()),
    samples: () => void runImport(services, () => shell.sampleLogs(), importOptions.getInitialState()),
    dropped: (files) => void importOrAsk(services, () => shell.takeDropped(files), importOptions.getState()),
    droppedToMap: (files) => openMapping(shell.takeDropped(files)),
    map: () => openMapping(shell.pickLogs()),
    mapLike: (options) => openMapping(shell.pickLogs(), options ?? importOptions.getInitialState()),
    mapAgain: mapping.open,
    readAgain: ({ id, name, bytes, options }) =>
      mapping.open([{ source: id, name, bytes }], options ?? importOptions.getInitialState()),
    again: (files, options) => void runImport(services, async () => files, options),
  };
}
