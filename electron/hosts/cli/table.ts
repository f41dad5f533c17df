import { visibleText } from '../../../shared/text/visible-text.ts';

/** A column of a table. */
export interface TableColumn {
  readonly title: string;
  readonly align?: 'right';
  /** Never cut; for the last column. */
  readonly whole?: true;
}

/** Longer cells are cut; the machine-readable formats give them whole. */
const MAX_CELL = 60;

/** Rows of text as aligned lines with a heading. Log text is made inert. */
export function renderTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ title }) => title), ...rows].map((row) =>
    columns.map(({ whole }, index) => cellText(row[index] ?? '', whole === true)),
  );
  const widths = columns.map((_, index) =>
    lines.reduce((width, line) => Math.max(width, lengthOf(line[index] ?? '')), 0),
  );
  return lines
    .map((line) => {
      const cells = columns.map(({ align }, index) => {
        const cell = line[index] ?? '';
        const padding = ' '.repeat((widths[index] ?? 0) - lengthOf(cell));
        return align === 'right' ? padding + cell : cell + padding;
      });
      return `${cells.join('  ').trimEnd()}\n`;
    })
    .join('');
}

/** Names and values, one pair per line. Both may be log text and are made inert. */
export function renderPairs(pairs: readonly (readonly [name: string, value: string])[]): string {
  const named = pairs.map(([name, value]) => [visibleText(name), visibleText(value)] as const);
  const width = Math.max(...named.map(([name]) => name.length));
  return named.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}

function cellText(text: string, whole: boolean): string {
  const visible = visibleText(text);
  const characters = [...visible];
  return !whole && characters.length > MAX_CELL ? `${characters.slice(0, MAX_CELL - 1).join('')}…` : visible;
}

function lengthOf(text: string): number {
  return [...text].length;
}
