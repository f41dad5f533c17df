import { DEFAULT_IMPORT_OPTIONS, type ImportOptions } from '../../../shared/domain/import-choices.ts';
import type { Source } from '../../../shared/domain/source.ts';
import { GENERIC_PROFILE } from './profiles.ts';

/** The options by which a source was read: an interrupted import goes on as it began, whatever is asked for now. */
export function optionsOf(source: Source): ImportOptions {
  const { timezone, dateOrder, tenant } = source;
  const chosen = source.profile !== GENERIC_PROFILE || source.confidence === 1;
  const asked = source.options ?? DEFAULT_IMPORT_OPTIONS;
  return { ...asked, profile: chosen ? source.profile : null, timezone, dateOrder, tenant };
}

/** What a source keeps of the options of its import, as JSON text; null when all was left to the content. */
export function keptOptions(options: ImportOptions): string | null {
  const text = JSON.stringify(options);
  return text === JSON.stringify(DEFAULT_IMPORT_OPTIONS) ? null : text;
}
