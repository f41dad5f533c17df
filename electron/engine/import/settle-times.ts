import type { ImportOptions } from '../../../shared/domain/import-choices.ts';
import type { DateOrder } from '../../../shared/domain/source.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ImportNotes } from './import-notes.ts';
import { decideDateOrder } from './normalise/date-order.ts';
import { parseContainer } from './normalise/details.ts';
import { jsonText } from './normalise/json-text.ts';
import { judgeTimes, type TimeJudgement } from './normalise/time-column.ts';
import { ANY_FORM, TimeReader } from './normalise/time-text.ts';
import { ZoneOffsets } from './normalise/zone-offsets.ts';
import type { Binding } from './profile/bind-columns.ts';
import { columnKey } from './profile/column-key.ts';
import type { ProfileMatch } from './profile/detect-profile.ts';
import { memberInside } from './profile/member-path.ts';
import { pairClock } from './profile/pair-clock.ts';
import type { SampleColumn, SampleColumns } from './profile/sample-columns.ts';

/** How the times of a source are read. */
export interface SettledTimes {
  /** All bindings, those of times corrected. */
  readonly bindings: readonly Binding[];
  /** Reader of each candidate time column, by rank. */
  readonly readers: readonly TimeReader[];
  readonly order: DateOrder | null;
}

/** What is looked at. */
interface TimesOf {
  readonly match: ProfileMatch;
  readonly sample: SampleColumns;
  readonly options: ImportOptions;
  readonly notes: ImportNotes;
  readonly file: string;
}

/**
 * Decides for each column of times, from all its values together, in which form it is written; leaves out columns of
 * numbers that are no times, finds one whose numbers are times only as a whole, and joins a date with its clock.
 * @throws DATE_ORDER_AMBIGUOUS; BAD_MAPPING when no value is written as the user said
 */
export function settleTimes(times: TimesOf): SettledTimes {
  const { match, sample, options, notes, file } = times;
  const zone = new ZoneOffsets(match.profile.timezone ?? options.timezone);
  const format = options.timeFormat ?? match.profile.timeFormat ?? null;
  const judgements = new Map<SampleColumn, TimeJudgement>();
  const judge = (column: SampleColumn, values: readonly string[]): TimeJudgement => {
    const judgement = judgeTimes(column.name, values, format);
    judgements.set(column, judgement);
    return judgement;
  };
  const found = match.bindings.filter(
    (binding) =>
      binding.input !== 'time' || !isRelative(binding, judge(binding.column, valuesOf(binding)), notes),
  );
  const bindings = pairClock(
    found.some(isTime) ? found : [...found, ...timeByItsNumbers(times, found, judge)],
    sample,
    mayGuess(times),
  );
  const readers = (match.profile.inputs.time ?? []).map(
    () => new TimeReader(zone, options.dateOrder, { ...ANY_FORM, format }),
  );
  let order: DateOrder | null = null;
  for (const binding of bindings.filter(isTime)) {
    const { column, rank } = binding;
    const values = valuesOf(binding);
    const decided = decideDateOrder(column.name, values, options.dateOrder, file);
    order ??= decided;
    const { form, assumed } = judgements.get(column) ?? judge(column, values);
    readers[rank] = new TimeReader(zone, decided ?? options.dateOrder, form);
    if (assumed !== null) noteAssumed(binding, assumed, notes);
  }
  if (options.timeFormat !== null) refuseUnusedFormat(times, bindings.filter(isTime), readers);
  for (const reader of readers) reader.zoneless = 0;
  if (readers.length === 0) readers.push(new TimeReader(zone, options.dateOrder));
  return { bindings, readers, order };
}

/** Whether a column of times may be looked for: not where the profile knows it, or the user named or refused it. */
function mayGuess({ match, options }: TimesOf): boolean {
  return match.profile.guess && options.fields?.time === undefined;
}

function isTime(binding: Binding): boolean {
  return binding.input === 'time';
}

/** Values of a column, or of the member of its JSON texts that is meant. */
function valuesOf({ column, path }: Binding): readonly string[] {
  if (path.length === 0) return column.values;
  return column.values.flatMap((text) => {
    const value = path.reduce(memberInside, parseContainer(text.trim()));
    return value === undefined || value === null ? [] : [jsonText(value)];
  });
}

function isRelative(binding: Binding, judgement: TimeJudgement, notes: ImportNotes): boolean {
  if (judgement.relative) noteRelative(binding.column, notes);
  return judgement.relative;
}

function noteRelative(column: SampleColumn, notes: ImportNotes): void {
  const examples = [...new Set(column.values)].slice(0, 3).map((value) => value.slice(0, 30));
  notes.add(
    'TIME_RELATIVE',
    `Column ${quoted(column.name)} counts from a start that the file does not name (${examples.join(', ')} …); it is kept as a column, and its events are undated.`,
  );
}

function noteAssumed({ column }: Binding, assumed: string, notes: ImportNotes): void {
  notes.add(
    'TIME_FORMAT_ASSUMED',
    `Column ${quoted(column.name)} was read as ${assumed}, such as ${(column.values[0] ?? '').slice(0, 30)}.`,
  );
}

/** A column that a profile would take for its name, were its values times by themselves. */
function timeByItsNumbers(
  times: TimesOf,
  bindings: readonly Binding[],
  judge: (column: SampleColumn, values: readonly string[]) => TimeJudgement,
): readonly Binding[] {
  if (!mayGuess(times)) return [];
  const { match, sample, notes } = times;
  const taken = new Set(bindings.map(({ column }) => column));
  const byKey = new Map(sample.columns.map((column) => [columnKey(column.name), column]));
  let relative: SampleColumn | null = null;
  for (const [rank, name] of (match.profile.inputs.time ?? []).entries()) {
    const column = byKey.get(columnKey(name));
    if (column === undefined || taken.has(column) || column.values.length === 0) continue;
    if (column.holds !== 'text') continue;
    const judgement = judge(column, column.values);
    const probe = new TimeReader(new ZoneOffsets('UTC'), 'dmy', judgement.form);
    const readable = column.values.filter((value) => probe.read(value) !== null).length;
    if (readable * 2 >= column.values.length) return [{ input: 'time', column, path: [], rank }];
    if (judgement.relative) relative ??= column;
  }
  if (relative !== null) noteRelative(relative, notes);
  return [];
}

/** A time format that reads no value of any column was meant for another file. */
function refuseUnusedFormat(
  { options, file }: TimesOf,
  bindings: readonly Binding[],
  readers: readonly TimeReader[],
): void {
  const filled = bindings.filter((binding) => valuesOf(binding).length > 0);
  const reads = (binding: Binding): boolean =>
    valuesOf(binding).some((value) => looksWritten(readers[binding.rank], value));
  if (filled.some(reads) || (filled.length === 0 && bindings.length > 0)) return;
  const [first] = filled;
  const where =
    first === undefined
      ? 'no column holds times'
      : `no value of column ${quoted(first.column.name)} is one (first: ${quoted((valuesOf(first)[0] ?? '').slice(0, 60))})`;
  throw new AppError(
    'BAD_MAPPING',
    `${file}: times cannot be read as ${options.timeFormat}: ${where}. Choose another time format or column.`,
    { file, choice: 'timeFormat' },
  );
}

function looksWritten(reader: TimeReader | undefined, value: string): boolean {
  return reader !== undefined && reader.read(value) !== null;
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 100 ? `${name.slice(0, 100)}…` : name);
}
