import type { ImportOptions } from '../../../shared/api/contract.ts';
import type { SOURCE_FORMATS } from '../../../shared/domain/import-choices.ts';
import type { Input } from '../../../shared/domain/inputs.ts';
import type { DateOrder } from '../../../shared/domain/source.ts';
import { AppError } from '../../../shared/errors.ts';
import { accessLayout } from './access-layout.ts';
import { blankLayout, w3cLayout } from './blank-layout.ts';
import { csvLayout } from './csv-layout.ts';
import { detectEncoding, type TextEncoding } from './decode/text-encoding.ts';
import { lookAt, type TakenLook } from './first-look.ts';
import { ImportNotes } from './import-notes.ts';
import { jsonLayout } from './json-layout.ts';
import { EventBuilder, type Reading } from './normalise/event-builder.ts';
import { type NumberStyle, numberStyleOf } from './normalise/numbers.ts';
import type { TimeReader } from './normalise/time-text.ts';
import type { Binding } from './profile/bind-columns.ts';
import { chooseFields, detectProfile, matchProfile, type ProfileMatch } from './profile/detect-profile.ts';
import { columnsSeenBy } from './profile/element-columns.ts';
import type { Profile } from './profile/profile-format.ts';
import type { SampleColumns } from './profile/sample-columns.ts';
import { isTemplate } from './profile/text-template.ts';
import { withProfileReading } from './profile-reading.ts';
import { GENERIC_PROFILE, loadProfiles, profileById } from './profiles.ts';
import type { CsvShape } from './records/csv-dialect.ts';
import type { Splitter, StartPosition } from './records/found-records.ts';
import type { RecordReader } from './records/record-reader.ts';
import { settleTimes } from './settle-times.ts';

/** How much of the content decides how it is read, in bytes. */
export const SAMPLE_BYTES = 4 * 1024 * 1024;

/** Everything decided about a file before its first record is read. */
export interface SourcePlan {
  readonly encoding: TextEncoding;
  readonly format: Exclude<(typeof SOURCE_FORMATS)[number], 'xlsx'>;
  readonly dialect: string;
  readonly profile: Profile;
  /** Share of the profile's signature that was found; 1 when it was chosen by hand. */
  readonly confidence: number;
  readonly timezone: string;
  readonly tenant: string | null;
  readonly dateOrder: DateOrder | null;
  readonly splitter: Splitter;
  readonly reader: RecordReader;
  readonly reading: Reading;
  readonly builder: EventBuilder;
  readonly timeReaders: readonly TimeReader[];
  readonly hasNativeId: boolean;
  /** What sets its records apart from equal text in other files. */
  readonly identityContext: readonly string[];
  /** Text around the records, once they are read; null when there is none. */
  readonly envelope: () => string | null;
  /** What a CSV file is parsed by, besides; null for other formats. */
  readonly csv: CsvLayout | null;
  /** The columns as the start of the content shows them, and which inputs they fill. */
  readonly sample: SampleColumns;
  readonly bindings: readonly Binding[];
  /** Keys to the array of records, joined by dots; null where records follow each other or are rows. */
  readonly recordPath: string | null;
}

/** How a CSV file is laid out. */
export interface CsvLayout {
  readonly shape: CsvShape;
  readonly bindings: readonly Binding[];
  /** A splitter that begins at a record. */
  readonly newSplitter: (start: StartPosition) => Splitter;
}

/** Start of a file's content. */
export interface Sample {
  readonly name: string;
  readonly bytes: Buffer;
  /** Whether it is all of the content. */
  readonly whole: boolean;
  /** Where somebody looked at it before, what was found. */
  readonly taken?: TakenLook | null;
}

/** How the records of a file lie in it. */
export interface Layout {
  readonly format: SourcePlan['format'];
  readonly dialect: string;
  readonly delimiter: string | null;
  readonly columns: readonly string[];
  readonly sample: SampleColumns;
  readonly splitter: Splitter;
  readonly envelope: () => string | null;
  readonly reader: (match: ProfileMatch, notes: ImportNotes) => RecordReader;
  readonly csv: Omit<CsvLayout, 'bindings'> | null;
  readonly recordPath: string | null;
}

/**
 * Decides how a file is read.
 * @throws FILE_EMPTY, FILE_BINARY, NOT_A_LOG, UNKNOWN_PROFILE, DATE_ORDER_AMBIGUOUS, BAD_MAPPING, BAD_ARGUMENT (zone)
 */
export function planSource(sample: Sample, asked: ImportOptions, notes: ImportNotes): SourcePlan {
  const options = withProfileReading(asked, (way) => {
    const encoding = detectEncoding(sample.bytes, sample.whole, sample.name, way.encoding);
    const layout = layoutOf(sample, encoding, way, new ImportNotes());
    return { sample: layout.sample, kind: kindOf(layout) };
  });
  const encoding = detectEncoding(sample.bytes, sample.whole, sample.name, options.encoding);
  refuseEmptyOrForeign(sample, encoding);
  if (encoding.guess !== null) {
    notes.add(
      'ENCODING_GUESSED',
      `The text was read as ${encoding.name}, because ${encoding.guess}. If letters look wrong, choose the encoding and read it again.`,
    );
  }
  const layout = layoutOf(sample, encoding, options, notes);
  const kind = kindOf(layout);
  const fitting =
    options.profile === null
      ? detectProfile(loadProfiles(), layout.sample, kind)
      : { ...matchProfile(profileById(options.profile), layout.sample, kind), confidence: 1 };
  const chosen = chooseFields(
    fitting,
    options.fields,
    columnsSeenBy(fitting.profile, layout.sample),
    kind,
    sample.name,
  );
  const seen = columnsSeenBy(fitting.profile, layout.sample);
  const times = settleTimes({ match: chosen, sample: seen, options, notes, file: sample.name });
  const match = { ...chosen, bindings: times.bindings };
  noteProfile(match, layout, options, notes);
  const reading: Reading = {
    profile: match.profile,
    family: familyOf(match),
    tenant: options.tenant,
    times: times.readers,
    numbers: numberStylesOf(match, layout.delimiter),
    unreadable: (input, text, line) => notes.unreadable(input, text, line),
  };
  const { csv } = layout;
  return {
    encoding,
    format: layout.format,
    dialect: layout.dialect,
    profile: match.profile,
    confidence: match.confidence,
    timezone: match.profile.timezone ?? options.timezone,
    tenant: options.tenant,
    dateOrder: times.order,
    splitter: layout.splitter,
    reader: layout.reader(match, notes),
    reading,
    builder: new EventBuilder(reading),
    timeReaders: times.readers,
    hasNativeId:
      match.bindings.some((binding) => binding.input === 'nativeId') ||
      match.profile.inputs.nativeId?.some(isTemplate) === true,
    identityContext: [match.profile.id, options.tenant ?? '', ...layout.columns],
    envelope: layout.envelope,
    csv: csv === null ? null : { ...csv, bindings: match.bindings },
    sample: columnsSeenBy(match.profile, layout.sample),
    bindings: match.bindings,
    recordPath: layout.recordPath,
  };
}

/** What a profile says it reads. */
export function kindOf({ format }: Pick<SourcePlan, 'format'>): 'csv' | 'json' {
  return format === 'json' || format === 'jsonl' ? 'json' : 'csv';
}

function refuseEmptyOrForeign({ name, bytes }: Sample, encoding: TextEncoding): void {
  const head = encoding.decode(bytes.subarray(encoding.bomBytes, encoding.bomBytes + 64 * 1024)).trimStart();
  if (head === '' && bytes.length < 64 * 1024) {
    throw new AppError('FILE_EMPTY', `${name} is empty. Export the log again.`);
  }
  if (/^<(?:!doctype|html|\?xml|[a-z]+[\s>])/i.test(head)) {
    throw new AppError(
      'NOT_A_LOG',
      `${name} is a web page or XML, not an export. Save the log as CSV or JSON.`,
    );
  }
}

function layoutOf(
  sample: Sample,
  encoding: TextEncoding,
  options: ImportOptions,
  notes: ImportNotes,
): Layout {
  const look = lookAt(sample, encoding, options);
  if (look.kind === 'w3c') return w3cLayout(sample, encoding);
  if (look.kind === 'access') return accessLayout(sample, encoding, look.of);
  if (look.kind === 'blank') return blankLayout(sample, encoding, look.table);
  return look.kind === 'csv' ? csvLayout(look, encoding, notes) : jsonLayout(look, encoding, notes);
}

/** What was assumed about a file that no profile knows, which those of a known log would only repeat. */
function noteProfile(
  match: ProfileMatch,
  { recordPath }: Layout,
  options: ImportOptions,
  notes: ImportNotes,
): void {
  if (match.profile.id !== GENERIC_PROFILE) return;
  if (recordPath !== null && recordPath !== '') {
    notes.add(
      'ENVELOPE',
      `Records were found at $.${recordPath}; what is around them is kept with the source.`,
    );
  }
  if (options.profile !== null) return;
  const taken = match.bindings.map(
    ({ column, path, input }) => `${[column.name, ...path].join('.')} as ${input}`,
  );
  const what = taken.length === 0 ? 'no column was recognised' : `taken: ${taken.slice(0, 12).join(', ')}`;
  notes.add('GENERIC_PROFILE', `No known export matches; every column is kept under its own name (${what}).`);
}

const STYLED: readonly Input[] = [
  'requests',
  'inputTokens',
  'outputTokens',
  'credits',
  'creditsOrByok',
  'balance',
  'cost',
  'byokCost',
];

function numberStylesOf(match: ProfileMatch, delimiter: string | null): ReadonlyMap<Input, NumberStyle> {
  const styled = match.bindings.filter(({ input, path }) => STYLED.includes(input) && path.length === 0);
  return new Map(styled.map(({ input, column }) => [input, numberStyleOf(column.values, delimiter)]));
}

const MEASURES: ReadonlySet<Input> = new Set([
  'inputTokens',
  'outputTokens',
  'tokenPair',
  'credits',
  'creditsOrByok',
  'balance',
  'cost',
  'byokCost',
  'model',
  'providerModel',
]);

function familyOf({ profile, bindings }: ProfileMatch): 'audit' | 'usage' {
  if (profile.family !== 'either') return profile.family;
  return bindings.some((binding) => MEASURES.has(binding.input)) ? 'usage' : 'audit';
}
