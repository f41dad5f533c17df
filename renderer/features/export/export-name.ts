import type { ExportFormat, Summary } from '../../../shared/api/contract.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import { toIso } from '../../../shared/time/format.ts';

/**
 * Name suggested for an export, after the pattern of AI-usage exports: `<workspace>-<family>_<from>_<to>.<format>`.
 * The dates are the UTC days of the filter's bounds, or of the first and last event where a bound is open.
 */
export function exportName(
  workspace: string,
  summary: Summary,
  filter: Filter,
  format: ExportFormat,
): string {
  const base = workspace.replace(/\.trailglass$/, '').replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'events';
  const from = filter.time.from === null ? summary.firstTime : toIso(filter.time.from);
  // The upper bound is exclusive: midnight belongs to the day before.
  const to = filter.time.to === null ? summary.lastTime : toIso(filter.time.to - 1);
  const days = [from, to].map((instant) => instant?.slice(0, 10) ?? 'undated');
  return [`${base}-${familyOf(summary)}`, ...days].join('_').concat('.', format);
}

function familyOf(summary: Summary): string {
  if (summary.usageEvents === 0) return 'audit';
  return summary.auditEvents === 0 ? 'usage' : 'events';
}
