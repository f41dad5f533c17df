import type { ExportFormat, SaveFormat, Summary } from '../../shared/api/contract.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import type { Services } from '../app/services.ts';
import { type Scope, scopeOf } from '../state/view-store.ts';
import { exportName } from './export-name.ts';
import { askUsageOrigin, type UsageOrigin } from './usage-origin.ts';

const UNKNOWN: UsageOrigin = { product: null, organisation: null };

/**
 * The name to suggest for an export of the log on screen.
 * @param part which part of usage a chart shows
 */
export async function suggestName(
  { engine, view, workspace }: Pick<Services, 'engine' | 'view' | 'workspace'>,
  filter: Filter,
  format: ExportFormat | SaveFormat,
  summary: Pick<Summary, 'firstTime' | 'lastTime'> | null,
  part?: string,
): Promise<string> {
  const scope: Scope = scopeOf(view.getState());
  const origin = scope === 'usage' ? await askUsageOrigin(engine, filter) : UNKNOWN;
  const { firstTime = null, lastTime = null } = summary ?? {};
  const name = workspace.getState().info?.name ?? '';
  return exportName({ scope, workspace: name, origin, filter, firstTime, lastTime, format, part });
}
