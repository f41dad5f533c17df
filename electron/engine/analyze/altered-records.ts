import type { FieldDifference } from '../../../shared/api/contract.ts';
import type { Origin } from '../../../shared/domain/event.ts';
import { FIELD_NAMES } from '../../../shared/domain/fields.ts';
import { storedEvent } from '../import/dedupe/stored-records.ts';
import type { Workspace } from '../store/workspace.ts';
import { fieldDifferences } from './field-differences.ts';
import { parsedRecords, type RecordContent } from './parsed-records.ts';

/** One occurrence of a record: with the content of the stored event, or under the same id with other content. */
export interface RecordVersion {
  readonly kind: 'stored' | 'other';
  readonly origin: Origin;
}

/** The occurrences of events in the two exports. */
export interface BothVersions {
  readonly first: ReadonlyMap<number, readonly RecordVersion[]>;
  readonly second: ReadonlyMap<number, readonly RecordVersion[]>;
}

/** An event whose content differs, and in what. */
export interface Altered {
  readonly event: number;
  readonly first: Origin;
  readonly second: Origin;
  readonly differences: readonly FieldDifference[];
}

/**
 * Of events of which both exports hold a content that is not the stored one: those whose contents are not the same in
 * both.
 */
export function trulyAltered(ws: Workspace, events: readonly number[], both: BothVersions): number[] {
  const contents = readContents(ws, events, both);
  return events.filter((event) => differingPair(event, both, contents) !== null);
}

/** In what the contents of altered events differ. */
export function describeAltered(ws: Workspace, events: readonly number[], both: BothVersions): Altered[] {
  const contents = readContents(ws, events, both);
  return events.flatMap((event): Altered[] => {
    const pair = differingPair(event, both, contents);
    if (pair === null) return [];
    const differences = fieldDifferences(contents(event, pair.first), contents(event, pair.second));
    return [{ event, first: pair.first.origin, second: pair.second.origin, differences }];
  });
}

type ContentOf = (event: number, version: RecordVersion) => RecordContent;

/** An occurrence of each side to set beside each other; null when both sides hold the same contents. */
function differingPair(
  event: number,
  both: BothVersions,
  contents: ContentOf,
): { readonly first: RecordVersion; readonly second: RecordVersion } | null {
  const [a, b] = [both.first.get(event) ?? [], both.second.get(event) ?? []];
  const keys = (versions: readonly RecordVersion[]): Map<string, RecordVersion> =>
    new Map(versions.map((version) => [keyOf(contents(event, version)), version]));
  const [left, right] = [keys(a), keys(b)];
  const onlyLeft = [...left].find(([key]) => !right.has(key))?.[1];
  const onlyRight = [...right].find(([key]) => !left.has(key))?.[1];
  if (onlyLeft === undefined && onlyRight === undefined) return null;
  const firstOf = onlyLeft ?? a[0];
  const secondOf = onlyRight ?? b[0];
  return firstOf === undefined || secondOf === undefined ? null : { first: firstOf, second: secondOf };
}

/** Equal for records that say the same. */
function keyOf({ fields, extra }: RecordContent): string {
  const values = FIELD_NAMES.map((name) => {
    const value = fields.get(name) ?? null;
    return value === null ? null : String(value);
  });
  return JSON.stringify([values, [...extra].sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Reads the contents of stored events from their rows, those of others from the stored files, each file once. */
function readContents(ws: Workspace, events: readonly number[], { first, second }: BothVersions): ContentOf {
  const offsets = new Map<number, Set<number>>();
  for (const side of [first, second]) {
    for (const event of events) {
      for (const { kind, origin } of side.get(event) ?? []) {
        if (kind === 'stored') continue;
        const places = offsets.get(origin.source) ?? new Set();
        offsets.set(origin.source, places.add(origin.byteOffset));
      }
    }
  }
  const others = new Map(
    [...offsets].map(([source, places]) => [source, parsedRecords(ws, source, places)] as const),
  );
  return (event, { kind, origin }) => {
    const other = kind === 'other' ? others.get(origin.source)?.get(origin.byteOffset) : undefined;
    return other ?? storedContent(ws, event);
  };
}

/** What a stored event says. */
export function storedContent(ws: Workspace, event: number): RecordContent {
  const { values, extra } = storedEvent(ws, event);
  return { fields: new Map(FIELD_NAMES.map((name, index) => [name, values[index] ?? null])), extra };
}
