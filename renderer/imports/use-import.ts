import type { ImportOptions } from '../../shared/api/contract.ts';
import type { DroppedFile, PickedFile } from '../../shared/api/shell.ts';
import { useServices } from '../app/services-context.ts';
import { runImport } from './run-import.ts';

/** The ways to import. Each starts a job; what comes of it is in the job list. */
export interface ImportActions {
  /** Lets the user choose files. */
  readonly pick: () => void;
  /** The sample logs that come with the program. */
  readonly samples: () => void;
  readonly dropped: (files: readonly DroppedFile[]) => void;
  /** The same files once more, read in another way. */
  readonly again: (files: readonly PickedFile[], options: ImportOptions) => void;
}

export function useImport(): ImportActions {
  const services = useServices();
  const { shell, importOptions } = services;
  return {
    pick: () => void runImport(services, () => shell.pickLogs(), importOptions.getState()),
    samples: () => void runImport(services, () => shell.sampleLogs(), importOptions.getInitialState()),
    dropped: (files) => void runImport(services, () => shell.takeDropped(files), importOptions.getState()),
    again: (files, options) => void runImport(services, async () => files, options),
  };
}
