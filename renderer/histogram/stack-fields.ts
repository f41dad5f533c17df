import type { ColumnInfo } from '../../shared/api/contract.ts';
import { FACETS, isFieldName } from '../../shared/domain/fields.ts';
import { fieldLabel } from '../filters/field-label.ts';
import type { Scope } from '../state/view-store.ts';

/** What bars can be stacked by, in the order of the menu. */
export interface StackFields {
  /** What one most often looks for. */
  readonly usual: readonly string[];
  readonly others: readonly string[];
  /** Columns of the files that no field takes. */
  readonly extra: readonly string[];
}

const CHANGES = ['category', 'action', 'actor', 'outcome', 'workspaceName', 'source'] as const;
const USAGE = [
  ...(['reason', 'model', 'actor', 'provider', 'apiKey', 'worker', 'entryPoint', 'workspaceName'] as const),
  ...(['byok', 'tenant', 'source'] as const),
];

/** The fields that have values, and the one that is chosen, whether it has or not. */
export function stackFields(
  columns: readonly ColumnInfo[],
  chosen: string | null,
  scope: Scope,
): StackFields {
  const filled = new Set(columns.filter(({ filled: events }) => events > 0).map(({ ref }) => ref));
  const offered = (ref: string) => ref === chosen || ref === 'source' || filled.has(ref);
  const usual = (scope === 'usage' ? USAGE : CHANGES).filter(offered);
  const others = FACETS.filter((ref) => !usual.some((one) => one === ref) && offered(ref));
  const extra = columns.filter((column) => column.extra && offered(column.ref)).map(({ ref }) => ref);
  return { usual, others, extra };
}

/** The field as it can be asked for: a column is only when the workspace is known to have it. */
function askableField(by: string | null, columns: readonly ColumnInfo[] | null): string | null {
  if (by === null || by === 'source' || isFieldName(by)) return by;
  return columns?.some(({ ref }) => ref === by) ? by : null;
}

/**
 * The field that stacks the bars: the chosen one, else the usual one; but actions themselves where none is of a known
 * kind, and where nobody chose where few are, because most of every bar would be without a value.
 */
export function stackedBy(
  by: string | null,
  isChosen: boolean,
  columns: readonly ColumnInfo[] | null,
): string | null {
  const filled = (ref: string): number => columns?.find((column) => column.ref === ref)?.filled ?? 0;
  const known = filled('category');
  const isPoor = isChosen ? known === 0 : known < filled('action') / 2;
  return by === 'category' && isPoor && filled('action') > 0 ? 'action' : askableField(by, columns);
}

/** The name of a field in the menu. */
export function stackLabel(by: string | null): string {
  if (by === null) return 'None';
  return by === 'category' ? 'Action category' : fieldLabel(by);
}
