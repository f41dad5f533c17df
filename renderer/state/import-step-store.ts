import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImportOptions } from '../../shared/api/contract.ts';
import type { PickedFile } from '../../shared/api/shell.ts';

/** Files that wait for a word before they are imported. */
export interface WaitingImport {
  readonly files: readonly PickedFile[];
  readonly options: ImportOptions;
  /** Those of them that no profile knows. */
  readonly unknown: readonly PickedFile[];
}

/** The step between choosing files and importing them; null when there is nothing to ask. */
export function createImportStepStore(): StoreApi<{ readonly waiting: WaitingImport | null }> {
  return createStore<{ readonly waiting: WaitingImport | null }>(() => ({ waiting: null }));
}
