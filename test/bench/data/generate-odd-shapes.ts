import { linesOf } from './generate-text.ts';
import { type Random, randomNumbers } from './random-numbers.ts';

/** Tables that are hard on memory, each in another way. All are the same on every machine. */

const START_MS = Date.UTC(2026, 0, 1);

function when(row: number): string {
  return new Date(START_MS + row * 1_700).toISOString();
}

/** Rows of 165 bytes in which no text is ever there again. */
export function* neverRepeatingText(rows: number): Generator<string> {
  const random = randomNumbers(20_260_201);
  yield 'time,user,action,resource,session,request\n';
  yield* linesOf(
    rows,
    (row) =>
      `${when(row)},user-${random.hex(16)},act_${random.hex(8)}.run,res/${random.hex(30)},${random.hex(32)},${random.hex(32)}\n`,
  );
}

/** Rows of many columns, one in four of which never repeats. */
export function* wideText(rows: number, columns: number): Generator<string> {
  const random = randomNumbers(20_260_202);
  const names = Array.from({ length: columns - 3 }, (_, column) => `measured_${column}`);
  yield `time,user,action,${names.join(',')}\n`;
  yield* linesOf(rows, (row) => {
    const cells = names.map((_, column) => wideCell(column % 4, random));
    return `${when(row)},user${random.below(90)},item.viewed,${cells.join(',')}\n`;
  });
}

function wideCell(kind: number, random: Random): string {
  if (kind === 0) return random.hex(8);
  if (kind === 1) return String(random.below(100_000));
  return kind === 2 ? random.skewed(['ok', 'late', 'failed', '']) : '';
}

/** Rows with one cell of so many bytes. */
export function* longCellText(rows: number, bytes: number): Generator<string> {
  const random = randomNumbers(20_260_203);
  yield 'time,user,action,transcript\n';
  for (let row = 0; row < rows; row += 1) {
    yield `${when(row)},user${random.below(90)},chat.ended,"`;
    for (let written = 0; written < bytes; written += LINE_BYTES) yield `${random.hex(LINE_BYTES - 1)} `;
    yield '"\n';
  }
}

const LINE_BYTES = 4_096;

/** Records of a service's audit log, as texts of JSON. */
function recordText(row: number, random: Random): string {
  return JSON.stringify({
    id: `evt_${random.hex(24)}`,
    time: when(row),
    actor: { id: `u-${random.below(4_000)}`, email: `user${random.below(4_000)}@northwind.example` },
    action: random.skewed(['document.read', 'document.updated', 'member.invited', 'api_key.revoked']),
    resource: { type: 'document', id: random.hex(20), title: `Report ${random.below(90_000)}` },
    ip: `10.${random.below(4)}.${random.below(256)}.${random.below(256)}`,
    changes: [{ path: 'status', before: 'draft', after: random.skewed(['final', 'review']) }],
  });
}

/** One array, an element a line. */
export function* arrayText(records: number): Generator<string> {
  const random = randomNumbers(20_260_204);
  yield '[';
  yield* linesOf(records, (row) => `${row === 0 ? '\n' : ',\n'}${recordText(row, random)}`);
  yield '\n]\n';
}

/** JSON Lines. */
export function* jsonLinesText(records: number): Generator<string> {
  const random = randomNumbers(20_260_205);
  yield* linesOf(records, (row) => `${recordText(row, random)}\n`);
}
