import type { ColumnName } from '../columns/column.ts';
import { readColumn } from '../store/column-index.ts';
import { type IndexSegment, listSegments } from '../store/index-segments.ts';
import type { Workspace } from '../store/workspace.ts';
import { revisionOf } from '../store/workspace-info.ts';
import { type ColumnOrder, orderOfNumbers } from './column-order.ts';
import { EventSpans } from './event-spans.ts';
import type { Checkpoint, LoadedColumns } from './loaded-columns.ts';
import { NumberLoader } from './loaded-numbers.ts';
import { type OwnTexts, type Piece, TextLoader } from './loaded-texts.ts';

/** Bytes of columns kept; those not used for longest are dropped and loaded again when they are asked for. */
const KEPT_BYTES = 768 * 1024 * 1024;

/** More different texts than this are not looked at one by one where reading them event by event will do. */
const MANY_TEXTS = 65_536;

/** {@link LoadedColumns} with what sorting needs besides. */
export interface StoredColumns extends LoadedColumns {
  texts(name: ColumnName): OwnTexts | null;
  /** All events by time. */
  byTime(): ColumnOrder;
  /** Whether the texts of a column repeat, so that loading it is little work and each is worth a look of its own. */
  repeats(name: ColumnName): boolean;
}

/** The columns of a workspace, kept in memory from question to question. */
export interface ColumnStore {
  /**
   * The columns of what is stored by now. Columns loaded before are kept; of what was stored since, only the new
   * segments are read, when a column is asked for.
   * @param checkpoint asked while columns are loaded
   */
  current(checkpoint: Checkpoint): StoredColumns;
}

/** What is loaded of one revision. The same object is given out as long as that is the newest. */
interface Loaded {
  readonly spans: EventSpans;
  readonly columns: StoredColumns;
}

/** A store over one connection. It answers from the stored index where that is whole, else from the rows. */
export function createColumnStore(ws: Workspace, keptBytes: number = KEPT_BYTES): ColumnStore {
  const texts = new Map<ColumnName, TextLoader>();
  const numbers = new Map<ColumnName, NumberLoader>();
  /** The columns used last, the latest at the end. */
  const used = new Map<ColumnName, TextLoader | NumberLoader>();
  const atOnce = ws.db.transaction(<T>(read: () => T): T => read()) as <T>(read: () => T) => T;
  let asked: Checkpoint = { throwIfCancelled: () => undefined };
  let loaded: Loaded | null = null;

  const refresh = (): StoredColumns => {
    const revision = revisionOf(ws);
    if (loaded?.columns.revision === revision) return loaded.columns;
    const spans = new EventSpans(listSegments(ws).segments);
    if (loaded !== null && !spans.continues(loaded.spans)) {
      for (const columns of [texts, numbers, used]) columns.clear();
    }
    loaded = { spans, columns: columnsOf(spans, revision) };
    return loaded.columns;
  };

  /** Notes that a column is used, and lets go of others when all together are too large. */
  const keep = (name: ColumnName, column: TextLoader | NumberLoader): void => {
    used.delete(name);
    used.set(name, column);
    let bytes = 0;
    for (const { byteLength } of used.values()) bytes += byteLength;
    for (const [oldest, { byteLength }] of used) {
      if (bytes <= keptBytes || oldest === name) return;
      for (const columns of [texts, numbers, used]) columns.delete(oldest);
      bytes -= byteLength;
    }
  };

  /** The rows of a column that are not loaded yet, up to `count`, segment by segment. */
  function* missing(name: ColumnName, filled: number, count: number): Generator<Piece> {
    let position = 0;
    for (const segment of listSegments(ws).segments) {
      const piece = pieceOf(segment, position, filled, count);
      position += segment.count;
      if (piece === null) continue;
      asked.throwIfCancelled();
      yield { ...piece, column: readColumn(ws, segment, name) };
    }
  }

  const loadTexts = (name: ColumnName, count: number) => {
    const column = texts.get(name) ?? new TextLoader();
    texts.set(name, column);
    if (column.filled < count) {
      atOnce(() => {
        for (const piece of missing(name, column.filled, count)) column.append(piece, count);
      });
    }
    keep(name, column);
    return column.view();
  };

  const repeats = (name: ColumnName, spans: EventSpans): boolean => {
    const known = texts.get(name)?.view();
    if (known !== undefined && known !== null) return known.size <= MANY_TEXTS;
    // One segment tells: its builder has decided the same question.
    const sample = listSegments(ws).segments.findLast(({ names }) => names === null || names.has(name));
    if (sample === undefined || spans.positionOf(sample.firstEvent) < 0) return true;
    return readColumn(ws, sample, name)?.kind !== 'text';
  };

  const loadNumbers = (name: ColumnName, count: number) => {
    const column = numbers.get(name) ?? new NumberLoader();
    numbers.set(name, column);
    if (column.filled < count) {
      atOnce(() => column.append([...missing(name, column.filled, count)], count, asked));
    }
    keep(name, column);
    return column.view();
  };

  const columnsOf = (spans: EventSpans, revision: number): StoredColumns => {
    const { count } = spans;
    let timeOrder: ColumnOrder | null = null;
    const byTime = (): ColumnOrder => {
      timeOrder ??= orderOfTimes(loadNumbers('time', count), count, asked);
      return timeOrder;
    };
    return {
      revision,
      count,
      idAt: (position) => spans.idAt(position),
      positionOf: (id) => spans.positionOf(id),
      texts: (name) => loadTexts(name, count),
      numbers: (name) => loadNumbers(name, count),
      byTime,
      repeats: (name) => repeats(name, spans),
      timeOrder: () => byTime().positions,
    };
  };

  return {
    current(checkpoint) {
      asked = checkpoint;
      return atOnce(refresh);
    },
  };
}

function orderOfTimes(
  times: ReturnType<LoadedColumns['numbers']>,
  count: number,
  checkpoint: Checkpoint,
): ColumnOrder {
  return times === null ? { positions: null, valued: 0 } : orderOfNumbers(times, count, checkpoint);
}

/** The part of a segment that lies between two positions; null when none does. */
function pieceOf(
  segment: IndexSegment,
  position: number,
  filled: number,
  count: number,
): Omit<Piece, 'column'> | null {
  const from = Math.max(position, filled);
  const to = Math.min(position + segment.count, count);
  return from < to ? { skip: from - position, count: to - from } : null;
}
