import { DATE_ORDERS, DEFAULT_IMPORT_OPTIONS, type ImportOptions } from '../../../../shared/api/contract.ts';
import type { PreviewQuestion } from '../../../../shared/domain/import-preview.ts';
import { INPUTS } from '../../../../shared/domain/inputs.ts';
import { AppError, type ErrorCode } from '../../../../shared/errors.ts';

/** The choice that answers an error, where the error does not name it itself. */
const CHOICES: Readonly<Partial<Record<ErrorCode, string | null>>> = {
  DATE_ORDER_AMBIGUOUS: 'dateOrder',
  BAD_MAPPING: null,
  UNKNOWN_PROFILE: 'profile',
  BAD_ARGUMENT: 'timezone',
  FILE_BINARY: 'encoding',
  NOT_A_LOG: 'format',
  FILE_EMPTY: null,
};

/** An error as a question for the one who maps the file; null for errors that no one can answer. */
export function questionOf(error: unknown): PreviewQuestion | null {
  if (!(error instanceof AppError) || !Object.hasOwn(CHOICES, error.code)) return null;
  const named = error.details?.['choice'];
  const choice = typeof named === 'string' ? named : (CHOICES[error.code] ?? null);
  const column = error.details?.['column'];
  return {
    code: error.code,
    message: error.message,
    choice,
    column: typeof column === 'string' ? column : null,
    answers: choice === 'dateOrder' ? DATE_ORDERS : [],
  };
}

/** The options with which the rest of the file can be shown while a question is open; null when there are none. */
export function withoutAnswer(
  options: ImportOptions,
  { code, choice }: PreviewQuestion,
): ImportOptions | null {
  // Times that cannot be read for certain are shown as the text they are.
  const next =
    code === 'DATE_ORDER_AMBIGUOUS'
      ? { ...options, fields: { ...options.fields, time: [] } }
      : withoutChoice(options, choice);
  return JSON.stringify(next) === JSON.stringify(options) ? null : next;
}

/** Choices that a file may not be able to follow, the more special ones first. */
const REFUSABLE = [
  'timeFormat',
  'recordPath',
  'csv.delimiter',
  'csv.quote',
  'csv.escape',
  'csv.preambleLines',
  'csv.headerLines',
  'encoding',
  'format',
] as const;

/**
 * Names the choice behind a refusal that does not say so itself: the one without which the file is not refused like this.
 * @param refusal gives the question that options lead to, or null
 */
export function withCulprit(
  question: PreviewQuestion,
  options: ImportOptions,
  refusal: (options: ImportOptions) => PreviewQuestion | null,
): PreviewQuestion {
  if (question.code !== 'BAD_MAPPING' || question.choice !== null) return question;
  const choice = REFUSABLE.find((name) => {
    const next = withoutChoice(options, name);
    return JSON.stringify(next) !== JSON.stringify(options) && refusal(next)?.message !== question.message;
  });
  return { ...question, choice: choice ?? null };
}

/** The options with one choice left to the content. A choice that is not named takes all about the layout with it. */
function withoutChoice(options: ImportOptions, choice: string | null): ImportOptions {
  const { encoding, format, csv, recordPath, sheet, timeFormat, timezone, profile } = DEFAULT_IMPORT_OPTIONS;
  const [group = '', member = ''] = choice?.split('.') ?? [];
  switch (group) {
    case 'fields':
      return { ...options, fields: withoutInput(options.fields, member) };
    case 'csv':
      return { ...options, csv: member in csv ? { ...options.csv, [member]: null } : csv };
    case 'encoding':
      return { ...options, encoding };
    case 'format':
      return { ...options, format };
    case 'recordPath':
      return { ...options, recordPath };
    case 'sheet':
      return { ...options, sheet };
    case 'timeFormat':
      return { ...options, timeFormat };
    case 'timezone':
      return { ...options, timezone };
    case 'profile':
      return { ...options, profile };
    default:
      return { ...options, encoding, format, csv, recordPath, sheet, timeFormat };
  }
}

function withoutInput(fields: ImportOptions['fields'], input: string): ImportOptions['fields'] {
  const left = INPUTS.filter((name) => name !== input && fields?.[name] !== undefined);
  return left.length === 0 ? null : Object.fromEntries(left.map((name) => [name, fields?.[name] ?? []]));
}
