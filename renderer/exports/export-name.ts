import type { ExportFormat, SaveFormat } from '../../shared/api/contract.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { parseInstant } from '../../shared/time/format.ts';
import { localDateOf, localDatesOf } from '../../shared/time/range.ts';
import type { Scope } from '../state/view-store.ts';
import type { UsageOrigin } from './usage-origin.ts';

interface ExportNameFacts {
  readonly scope: Scope;
  /** File name of the workspace. */
  readonly workspace: string;
  readonly origin: UsageOrigin;
  readonly filter: Filter;
  /** Times of the oldest and the newest exported event, ISO 8601; used where the range is open. */
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  readonly format: ExportFormat | SaveFormat;
  /** Which part of usage it is, as `by-model`; all rows where it is left out. */
  readonly part?: string | undefined;
}

const KINDS = { audit: 'audit-log', all: 'events' } as const;

/**
 * Suggests `<kind>_<workspace>_<from>_<to>.<format>`, the dates being the first and the last day exported, in the zone
 * of the range. Usage is named after the product and the organisation it is of, where that is one:
 * `intervy-usage_northwind_2026-09-01_2026-10-31.csv`; a chart of it also after what it shows:
 * `intervy-usage-by-model_northwind_2026-09-01_2026-10-31.svg`.
 */
export function exportName({
  scope,
  workspace,
  origin,
  filter,
  firstTime,
  lastTime,
  format,
  part,
}: ExportNameFacts): string {
  const dates = localDatesOf(filter.time);
  const dayOf = (iso: string | null): string | null =>
    iso === null ? null : localDateOf(parseInstant(iso, 'UTC'), filter.time.zone);
  const kind =
    scope === 'usage'
      ? `${slug(origin.product ?? '') || 'trailglass'}-usage${part === undefined ? '' : `-${slug(part)}`}`
      : KINDS[scope];
  const whose = slug((scope === 'usage' && origin.organisation) || workspace.replace(/\.trailglass$/, ''));
  const parts = [kind, whose, dates.from ?? dayOf(firstTime), dates.to ?? dayOf(lastTime)];
  return `${parts.filter((part) => part !== null && part !== '').join('_')}.${format}`;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}
