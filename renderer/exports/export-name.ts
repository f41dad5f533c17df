import type { ExportFormat } from '../../shared/api/contract.ts';
import type { Filter } from '../../shared/filter/filter.ts';
import { localDatesOf } from '../../shared/time/range.ts';
import type { Scope } from '../state/view-store.ts';

interface ExportNameFacts {
  readonly scope: Scope;
  /** File name of the workspace. */
  readonly workspace: string;
  readonly filter: Filter;
  /** Times of the oldest and the newest exported event, ISO 8601; used where the range is open. */
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  readonly format: ExportFormat;
}

const KINDS: Readonly<Record<Scope, string>> = { audit: 'audit-log', usage: 'usage', all: 'events' };

/** Suggests `<kind>_<workspace>_<from>_<to>.<format>`, the dates being the first and the last day exported. */
export function exportName({
  scope,
  workspace,
  filter,
  firstTime,
  lastTime,
  format,
}: ExportNameFacts): string {
  const dates = localDatesOf(filter.time);
  const from = dates.from ?? firstTime?.slice(0, 10) ?? null;
  const to = dates.to ?? lastTime?.slice(0, 10) ?? null;
  const parts = [KINDS[scope], slug(workspace.replace(/\.trailglass$/, '')), from, to];
  return `${parts.filter((part) => part !== null && part !== '').join('_')}.${format}`;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}
