import type { Services } from '../app/services.ts';
import { copyText, copyTextLater } from '../ui/CopyButton.tsx';
import { formatCount, formatCountOf } from '../ui/numbers.ts';
import { type CellRange, columnsOf, isWholeRows, rowsOf } from './cell-range.ts';
import type { GridColumn } from './column-layout.ts';
import { copiedCell, copiedHeadings, copiedJson, copiedLines } from './copied-text.ts';
import type { CopyForm } from './grid-actions.ts';
import { type RowSource, readRange } from './read-range.ts';

/** Most rows that go to the clipboard: what a spreadsheet still takes at once. An export has no limit. */
export const COPY_LIMIT = 100_000;

interface Copying extends RowSource {
  readonly columns: readonly GridColumn[];
  readonly zone: string;
}

/** Copies one cell as it is stored. */
export function copyCell(
  services: Services,
  { rowAt, columns, zone }: Copying,
  row: number,
  column: number,
): void {
  const [event, shown] = [rowAt(row), columns[column]];
  if (event === undefined || shown === undefined) return;
  const said = copyText(copiedCell(event, shown, zone)).then(() =>
    services.announcements.say(`Copied the ${shown.label}`),
  );
  services.notices.watch('Nothing was copied.', said);
}

/** Copies a range, reading what is not on screen; says how far it is, and what was left out. */
export function copyRange(services: Services, copying: Copying, range: CellRange, form: CopyForm): void {
  const { announcements } = services;
  const count = Math.min(rowsOf(range), COPY_LIMIT);
  const columns = isWholeRows(range) ? copying.columns : copying.columns.slice(range.left, range.right + 1);
  const running = new AbortController();
  const text = readRange(
    copying,
    range.top,
    count,
    (rows) =>
      form === 'json' ? rows.map((row) => copiedJson([row])) : copiedLines(rows, columns, copying.zone),
    running.signal,
    (done) =>
      announcements.saySoFar(`Copying row ${formatCount(done)} of ${formatCount(count)}`, () =>
        running.abort(),
      ),
  ).then((made) => assembled(made, columns, copying.zone, form));
  const said = copyTextLater(text).then(
    () => announcements.say(copiedWords(range, count, columnsOf(range, copying.columns.length))),
    // The clipboard's own error hides why the text did not come.
    (refused: unknown) => {
      announcements.hush();
      return text.then(() => Promise.reject(refused));
    },
  );
  services.notices.watch('Nothing was copied.', said);
}

function assembled(
  made: readonly string[],
  columns: readonly GridColumn[],
  zone: string,
  form: CopyForm,
): string {
  if (form === 'json') return made.length === 1 ? (made[0] ?? '') : `[\n${made.join(',\n')}\n]`;
  return [...(form === 'tableWithHeadings' ? [copiedHeadings(columns, zone)] : []), ...made].join('\n');
}

function copiedWords(range: CellRange, count: number, columns: number): string {
  if (count < rowsOf(range)) {
    return `Copied the first ${formatCount(count)} of ${formatCountOf(rowsOf(range), 'row')}; an export has them all`;
  }
  return isWholeRows(range)
    ? `Copied ${formatCountOf(count, 'row')}`
    : `Copied ${formatCountOf(count, 'row')} × ${formatCountOf(columns, 'column')}`;
}
