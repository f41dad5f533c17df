import type { ColumnInfo } from '../../shared/api/contract.ts';
import { FIELD_NAMES, FIELDS, type FieldKind, type FieldName } from '../../shared/domain/fields.ts';
import type { Scope } from '../state/view-store.ts';
import { findPreset } from './column-presets.ts';

/** A column of the grid. */
export interface GridColumn {
  readonly ref: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly extra: boolean;
  readonly width: number;
  /** Whether it stays in sight at the left while the others are scrolled. */
  readonly frozen: boolean;
  /** Whether the cell also tells what changed, because no column of its own does. */
  readonly withChanges: boolean;
}

/** What the user changed about the columns of one scope. Pairs, because column names come from logs. */
export interface ColumnChoice {
  /** The preset it began with: its columns and headings; null for the usual ones. */
  readonly preset: string | null;
  /** References in display order; null shows those of the preset. */
  readonly shown: readonly string[] | null;
  readonly widths: readonly (readonly [ref: string, width: number])[];
  /** References of the columns that stay at the left, in any order. */
  readonly frozen: readonly string[];
}

export const NO_CHOICE: ColumnChoice = { preset: null, shown: null, widths: [], frozen: [] };

export const MIN_COLUMN_WIDTH = 56;
export const MAX_COLUMN_WIDTH = 1_200;

/** Columns shown first, where they hold anything. */
const USUAL: Readonly<Record<Scope, readonly (FieldName | 'source')[]>> = {
  audit: [
    'time',
    'action',
    'actor',
    'resource',
    'changes',
    'workspaceName',
    'resourceType',
    'outcome',
    'ip',
    'detail',
  ],
  usage: [
    'time',
    'actor',
    'model',
    'reason',
    'credits',
    'cost',
    'inputTokens',
    'outputTokens',
    'worker',
    'entryPoint',
    'apiKey',
    'requests',
    'balance',
  ],
  all: [
    'time',
    'family',
    'action',
    'actor',
    'resource',
    'reason',
    'worker',
    'model',
    'credits',
    'cost',
    'workspaceName',
  ],
};

/** Stands in until the engine has said which columns there are, so that the first rows need not wait for it. */
export const UNKNOWN_COLUMNS: readonly ColumnInfo[] = FIELD_NAMES.map((ref) => ({
  ref,
  label: FIELDS[ref].label,
  kind: FIELDS[ref].kind,
  extra: false,
  filled: 1,
}));

/** A log that fills fewer of the usual columns than this also shows columns of its own. */
const ENOUGH_COLUMNS = 5;
const DEFAULT_EXTRA_COLUMNS = 8;
/** Share of audit events: a column with fewer values is nothing but dashes in most screens. */
const HARDLY_FILLED = 0.1;

const WIDTHS: ReadonlyMap<string, number> = new Map<string, number>([
  ['time', 212],
  ['family', 72],
  ['tenant', 140],
  ['workspaceName', 150],
  ['actor', 236],
  ['action', 220],
  ['resource', 180],
  ['resourceType', 130],
  ['outcome', 90],
  ['ip', 128],
  ['changes', 260],
  ['detail', 320],
  ['reason', 144],
  ['worker', 170],
  ['entryPoint', 130],
  ['model', 190],
  ['apiKey', 150],
  ['byok', 72],
  ['requests', 86],
  ['inputTokens', 104],
  ['outputTokens', 110],
  ['credits', 144],
  ['balance', 108],
  ['cost', 96],
  ['byokCost', 96],
  ['userAgent', 240],
  ['id', 80],
  ['source', 80],
]);

const KIND_WIDTHS: Readonly<Record<FieldKind, number>> = {
  text: 150,
  integer: 96,
  decimal: 104,
  instant: 196,
  boolean: 72,
  json: 280,
};

/** The columns of a scope, in display order. */
export function layOutColumns(
  columns: readonly ColumnInfo[],
  scope: Scope,
  choice: ColumnChoice,
): readonly GridColumn[] {
  const byRef = new Map(columns.map((column) => [column.ref, column]));
  const widths = new Map(choice.widths);
  const preset = findPreset(choice.preset);
  const refs = choice.shown ?? preset?.columns ?? defaultRefs(columns, scope);
  const isFrozen = (ref: string): boolean => choice.frozen.includes(ref);
  const inOrder = [...refs.filter(isFrozen), ...refs.filter((ref) => !isFrozen(ref))];
  return inOrder.flatMap((ref) => {
    const column = byRef.get(ref);
    if (column === undefined) return [];
    const heading = preset?.headings.get(ref);
    return [
      {
        ...column,
        label: heading ?? column.label,
        width: widths.get(ref) ?? Math.max(defaultWidth(column), headingWidth(heading ?? '')),
        frozen: isFrozen(ref),
        withChanges: ref === 'detail' && !refs.includes('changes'),
      },
    ];
  });
}

/**
 * What is shown before the user chooses: the usual columns that hold anything, those that hardly do behind the others;
 * else columns of the log itself.
 */
export function defaultRefs(columns: readonly ColumnInfo[], scope: Scope): readonly string[] {
  const filled = new Map(columns.map((column) => [column.ref, column.filled]));
  // Counts are of all events; only those with an action are of the audit log.
  const few = scope === 'audit' ? (filled.get('action') ?? 0) * HARDLY_FILLED : 0;
  const shown = USUAL[scope].filter((ref) => (filled.get(ref) ?? 0) > 0);
  const isSparse = (ref: string): boolean => (filled.get(ref) ?? 0) < few;
  const usual = [...shown.filter((ref) => !isSparse(ref)), ...shown.filter(isSparse)];
  if (usual.length >= ENOUGH_COLUMNS) return usual;
  const extra = columns.filter((column) => column.extra && column.filled > 0);
  return [...usual, ...extra.slice(0, DEFAULT_EXTRA_COLUMNS).map((column) => column.ref)];
}

/** Room for a heading that is longer than the name of its field. */
function headingWidth(heading: string): number {
  return heading.length * 7 + 36;
}

function defaultWidth({ ref, kind, label }: ColumnInfo): number {
  return WIDTHS.get(ref) ?? Math.max(KIND_WIDTHS[kind], Math.min(260, label.length * 8 + 32));
}
