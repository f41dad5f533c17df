import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CallContext } from '../../../../shared/api/remote.ts';
import { type Column, type ColumnName, columnLength, valueAt } from '../../columns/column.ts';
import { filledRows } from '../../columns/filled-rows.ts';
import { indexState, readColumn } from '../column-index.ts';
import { columnsOfRows } from '../columns-of-rows.ts';
import { type IndexSegment, listSegments } from '../index-segments.ts';
import type { Workspace } from '../workspace.ts';
import { counted, type Findings } from './findings.ts';

const HINT =
  'It is derived from the stored records, which this does not touch: run reindex to write it anew.';

/**
 * Compares the column index with the rows, value by value. What is wrong with it is a finding, because it is what
 * queries read; it says nothing about the evidence.
 */
export async function verifyIndex(ws: Workspace, findings: Findings, context: CallContext): Promise<void> {
  const list = findings.guard('index', `Reading the column index of ${ws.path}`, () =>
    ws.db.transaction(() => listSegments(ws))(),
  );
  if (list === undefined) return;
  if (!list.ready) {
    findings.fail('index', `${list.reason} ${HINT}`);
    return;
  }
  let done = 0;
  for (const segment of list.segments) {
    const last = segment.firstEvent + segment.count - 1;
    const wrong = findings.guard('index', `Checking the column index of ${ws.path}`, () =>
      wrongColumns(ws, segment),
    );
    if (wrong !== undefined && wrong.length > 0) {
      findings.fail(
        'index',
        `The column index does not say what the events ${segment.firstEvent} to ${last} say (${wrong.join(', ')}). ${HINT}`,
      );
    }
    done += 1;
    const total = list.segments.length;
    context.progress({ stage: 'Checking the column index', done, total, unit: 'batches', records: null });
    await nextTurn();
    context.throwIfCancelled();
  }
  // Columns whose bytes are damaged were computed from the rows instead, and noted.
  const { ready, reason } = indexState(ws);
  if (!ready) findings.fail('index', `${reason} ${HINT}`);
  findings.pass(
    'index',
    `The column index says what the rows say, in ${counted(list.segments.length, 'segment', 'segments')}.`,
  );
}

function wrongColumns(ws: Workspace, segment: IndexSegment): string[] {
  const { columns } = columnsOfRows(ws.db, segment);
  const names = new Set([...columns.keys(), ...((segment.names?.keys() ?? []) as Iterable<ColumnName>)]);
  return [...names].filter((name) => {
    const column = columns.get(name);
    if (column === undefined || filledRows(column) !== segment.names?.get(name)) return true;
    return !areEqual(column, readColumn(ws, segment, name));
  });
}

function areEqual(a: Column, b: Column | null): boolean {
  if (b === null || columnLength(a) !== columnLength(b)) return false;
  if (a.kind === 'dictionary' && b.kind === 'dictionary') {
    const codes = new Map(b.texts.map((text, index) => [text, index + 1]));
    const codeInB = [0, ...a.texts.map((text) => codes.get(text))];
    return a.codes.every((code, row) => codeInB[code] === b.codes[row]);
  }
  if (a.kind === 'text' && b.kind === 'text' && a.bytes.length === b.bytes.length) {
    const sameNulls = a.ends.every((_, row) => (a.nulls?.[row] ?? 0) === (b.nulls?.[row] ?? 0));
    return (
      sameNulls && a.ends.every((end, row) => end === b.ends[row]) && Buffer.from(a.bytes).equals(b.bytes)
    );
  }
  for (let row = 0; row < columnLength(a); row += 1) if (valueAt(a, row) !== valueAt(b, row)) return false;
  return true;
}
