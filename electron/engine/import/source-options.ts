import type { ImportOptions } from '../../../shared/api/contract.ts';
import type { Source } from '../../../shared/domain/source.ts';
import { GENERIC_PROFILE } from './profiles.ts';

/** The options by which a source was read: an interrupted import goes on as it began, whatever is asked for now. */
export function optionsOf(source: Source): ImportOptions {
  const { timezone, dateOrder, tenant } = source;
  const chosen = source.profile !== GENERIC_PROFILE || source.confidence === 1;
  return { profile: chosen ? source.profile : null, timezone, dateOrder, tenant };
}
