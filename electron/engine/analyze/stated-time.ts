import type { RecordReading } from '../../../shared/api/contract.ts';
import { parseContainer } from '../import/normalise/details.ts';
import { type Binding, boundName } from '../import/profile/bind-columns.ts';
import { memberInside } from '../import/profile/member-path.ts';
import type { SourcePlan } from '../import/source-plan.ts';

type Cells = RecordReading['cells'];

/**
 * The time of a record as it is written there; null where it cannot be told, as in records inside others. What it is
 * read as must be the time of the event, so that nothing else is taken for it.
 * @param time of the event, µs UTC; null for an undated one
 */
export function statedTime(
  { bindings, reading }: Pick<SourcePlan, 'bindings' | 'reading'>,
  record: string,
  cells: Cells,
  time: number | null,
): string | null {
  const read = cells === null ? memberReader(record) : cellReader(cells);
  const clocks = bindings.filter(({ input }) => input === 'clock').map(read);
  const clock = clocks.find((text) => text !== null) ?? null;
  const dates = bindings.filter(({ input }) => input === 'time').toSorted((a, b) => a.rank - b.rank);
  for (const binding of dates) {
    const date = read(binding);
    if (date === null) continue;
    const text = clock === null || date.includes(':') ? date : `${date} ${clock}`;
    const reader = reading.times[binding.rank] ?? reading.times.at(-1);
    if ((reader?.read(text) ?? null) === time) return text;
  }
  return null;
}

function cellReader(cells: NonNullable<Cells>): (binding: Binding) => string | null {
  return ({ column, path }) => {
    const cell = cells.find((known) => known.column === column.name)?.text ?? null;
    return textOf(path.reduce<unknown>(memberInside, cell));
  };
}

function memberReader(record: string): (binding: Binding) => string | null {
  const parsed = parseContainer(record.trim());
  return (binding) => textOf(boundName(binding).split('.').reduce<unknown>(memberInside, parsed));
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
