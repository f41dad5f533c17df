import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportOptions } from '../../../../shared/api/contract.ts';
import type { CallContext } from '../../../../shared/api/remote.ts';
import { type ImportPreview, PREVIEW_COLUMNS } from '../../../../shared/domain/import-preview.ts';
import { ImportNotes } from '../import-notes.ts';
import type { ParsedBlock } from '../parse/parsed-block.ts';
import { SourceParser } from '../parse/source-parser.ts';
import { planSource, type Sample } from '../source-plan.ts';
import { worksheetOptions } from '../worksheet/worksheet-options.ts';
import { previewColumns } from './preview-columns.ts';
import { decisionsOf, worksheetDecisions } from './preview-decisions.ts';
import { PreviewNotes } from './preview-notes.ts';
import { questionOf, withCulprit, withoutAnswer } from './preview-question.ts';
import { PreviewRecords } from './preview-records.ts';
import { type FileStart, type LookedAt, readStart } from './read-start.ts';

/** Records that are parsed to find rejects and values that cannot be read; the first of them are shown. */
const LOOKED_AT = 1_000;

/** Content is parsed in pieces of this many bytes, so that a preview ends soon after enough records. */
const PIECE_BYTES = 128 * 1024;

/** Most choices that are taken back to show a file in spite of them. */
const MOST_ATTEMPTS = 8;

/**
 * Shows what would become of a file, from its start alone, through the same plan and the same parsers as an import.
 * An error that a choice can answer comes back as the preview's question, with everything else as far as it goes.
 * @throws FILE_MISSING, FILE_UNREADABLE, ARCHIVE_REFUSED, CANCELLED
 */
export async function previewFile(
  file: LookedAt,
  options: ImportOptions,
  context: CallContext,
): Promise<ImportPreview> {
  const asked = await startOrQuestion(file, options, context);
  context.throwIfCancelled();
  if (asked.start !== null) return previewStart(asked.start, asked.options, asked.question, context);
  return { ...NOTHING_SHOWN, name: file.name, bytes: 0, whole: false, question: asked.question };
}

/** A file or worksheet that is not inside is a question too: the rest is then shown as it would be without that choice. */
async function startOrQuestion(
  file: LookedAt,
  options: ImportOptions,
  context: CallContext,
): Promise<{
  readonly start: FileStart | null;
  readonly options: ImportOptions;
  readonly question: ImportPreview['question'];
}> {
  try {
    return { start: await readStart(file, options, context), options, question: null };
  } catch (error) {
    const asking = questionOf(error);
    if (asking === null) throw error;
    const choice = asking.choice === 'member' ? 'member' : 'sheet';
    if (options[choice] === null) return { start: null, options, question: asking };
    const found = await startOrQuestion(file, { ...options, [choice]: null }, context);
    return { ...found, question: { ...asking, choice } };
  }
}

async function previewStart(
  start: FileStart,
  asked: ImportOptions,
  open: ImportPreview['question'],
  context: CallContext,
): Promise<ImportPreview> {
  let options = asked;
  let question = open;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    try {
      return inQuestion(await parsed(start, options, context), question);
    } catch (error) {
      const asking = questionOf(error);
      if (asking === null) throw error;
      const found = withCulprit(asking, options, (other) => refusalOf(start, other));
      question ??= found;
      const next = withoutAnswer(options, found);
      if (next === null) break;
      options = next;
    }
  }
  return {
    ...NOTHING_SHOWN,
    name: start.sample.name,
    bytes: start.bytes,
    whole: start.sample.whole,
    question,
  };
}

/** The question that options lead to; null when the file can be read with them. */
function refusalOf({ sample, isWorksheet }: FileStart, options: ImportOptions): ImportPreview['question'] {
  try {
    planSource(sample, isWorksheet ? worksheetOptions(options, sample.name) : options, new ImportNotes());
    return null;
  } catch (error) {
    const question = questionOf(error);
    if (question === null) throw error;
    return question;
  }
}

/** Times in an order that is not known yet are shown as the text they are, in the column that holds the times. */
function inQuestion(
  preview: Omit<ImportPreview, 'question'>,
  question: ImportPreview['question'],
): ImportPreview {
  if (question?.code !== 'DATE_ORDER_AMBIGUOUS') return { ...preview, question };
  const columns = preview.columns.map((column) =>
    column.name === question.column ? { ...column, input: 'time' as const, parsed: 0 } : column,
  );
  return { ...preview, columns, question };
}

const NOTHING_SHOWN = {
  decisions: null,
  columns: [],
  columnsTotal: 0,
  records: [],
  rejects: [],
  looked: 0,
  warnings: [],
} as const;

async function parsed(
  { sample, bytes, inside, isWorksheet }: FileStart,
  asked: ImportOptions,
  context: CallContext,
): Promise<Omit<ImportPreview, 'question'>> {
  const notes = new PreviewNotes();
  const options = isWorksheet ? worksheetOptions(asked, sample.name) : asked;
  const parser = new SourceParser(sample, options, notes);
  const records = new PreviewRecords(sample, parser.plan.encoding);
  for (const block of blocksOf(parser, sample)) {
    context.throwIfCancelled();
    await nextTurn();
    records.take(block);
    if (records.looked >= LOOKED_AT) break;
  }
  const columns = previewColumns(parser.plan, asked, notes);
  return {
    name: sample.name,
    bytes,
    whole: sample.whole,
    decisions: isWorksheet
      ? worksheetDecisions(decisionsOf(parser.plan, asked, sample, inside), asked)
      : decisionsOf(parser.plan, asked, sample, inside),
    columns: columns.slice(0, PREVIEW_COLUMNS),
    columnsTotal: columns.length,
    records: records.records,
    rejects: records.rejects,
    looked: records.looked,
    warnings: parser.notes(),
  };
}

function* blocksOf(parser: SourceParser, { bytes, whole }: Sample): Generator<ParsedBlock> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    // The parser takes pieces for its own.
    const piece = Buffer.from(bytes.subarray(at, at + PIECE_BYTES));
    yield* parser.take(piece, whole && at + PIECE_BYTES >= bytes.length);
  }
}
