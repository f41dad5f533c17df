import { createStore, type StoreApi } from 'zustand/vanilla';
import { DEFAULT_IMPORT_OPTIONS, type ImportOptions } from '../../shared/api/contract.ts';

/** How the next files are read, until the program ends. */
export function createImportOptionsStore(): StoreApi<ImportOptions> {
  return createStore<ImportOptions>(() => DEFAULT_IMPORT_OPTIONS);
}

/** Whether anything was changed from the defaults, which the import button shows. */
export function hasChosenOptions(options: ImportOptions): boolean {
  return JSON.stringify(options) !== JSON.stringify(DEFAULT_IMPORT_OPTIONS);
}
