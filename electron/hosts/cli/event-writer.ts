import type { ColumnInfo } from '../../../shared/api/contract.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import { type FieldName, fieldSpec } from '../../../shared/domain/fields.ts';
import { csvLine, defused } from '../../../shared/text/csv-text.ts';
import { type ExportColumns, exportColumns } from '../../engine/export/export-columns.ts';
import { eventJson, fieldText, type SourceNames } from './event-text.ts';
import { renderTable } from './table.ts';

export const EVENT_FORMATS = ['jsonl', 'json', 'csv', 'table'] as const;
export type EventFormat = (typeof EVENT_FORMATS)[number];

/** Turns events into text, page by page. */
export interface EventWriter {
  begin(): string;
  rows(events: readonly EventRow[]): string;
  end(): string;
}

/** What events are written with. */
export interface WriterContext {
  /** The columns of the workspace. */
  readonly columns: readonly ColumnInfo[];
  readonly sources: SourceNames;
}

/** The writer of a format. */
export function eventWriter(format: EventFormat, { columns, sources }: WriterContext): EventWriter {
  switch (format) {
    case 'jsonl':
      return {
        begin: () => '',
        rows: (events) => events.map((event) => `${eventJson(event, sources)}\n`).join(''),
        end: () => '',
      };
    case 'json':
      return jsonWriter(sources);
    case 'csv':
      return csvWriter(exportColumns(columns), sources);
    case 'table':
      return { begin: () => '', rows: eventTable, end: () => '' };
  }
}

/** One array, an event per line. */
function jsonWriter(sources: SourceNames): EventWriter {
  let separator = '';
  return {
    begin: () => '[',
    rows(events) {
      let text = '';
      for (const event of events) {
        text += `${separator}\n${eventJson(event, sources)}`;
        separator = ',';
      }
      return text;
    },
    end: () => '\n]\n',
  };
}

/** The columns and cells of a CSV export, with everything that a spreadsheet would run as a formula defused. */
function csvWriter({ fields, extras }: ExportColumns, sources: SourceNames): EventWriter {
  const headers = ['id', 'source', ...fields, ...extras.map(({ header }) => header)];
  return {
    begin: () => csvLine(headers.map(defused)),
    rows: (events) => events.map((event) => csvLine(cellsOf(event))).join(''),
    end: () => '',
  };

  function cellsOf(event: EventRow): (string | null)[] {
    const extra = new Map(event.extra);
    const texts = [
      sources.get(event.source) ?? null,
      ...fields.map((name) => fieldText(event, name)),
      ...extras.map(({ column }) => extra.get(column) ?? null),
    ];
    return [String(event.id), ...texts.map((text) => (text === null ? null : defused(text)))];
  }
}

/** Fields of a table, in this order, as far as any event shown has them. */
const TABLE_FIELDS: readonly FieldName[] = [
  'time',
  'actor',
  'action',
  'reason',
  'worker',
  'resource',
  'outcome',
  'model',
  'requests',
  'inputTokens',
  'outputTokens',
  'credits',
  'cost',
];

function eventTable(events: readonly EventRow[]): string {
  const fields = TABLE_FIELDS.filter((name) => events.some((event) => event[name] !== null));
  // A file of an unknown kind has its content in columns of its own.
  const extras =
    fields.length > 3 ? [] : [...new Set(events.flatMap(({ extra }) => extra.map(([name]) => name)))];
  const heading = [
    { title: 'Id', align: 'right' as const },
    ...fields.map((name) =>
      isCount(name)
        ? { title: fieldSpec(name).label, align: 'right' as const }
        : { title: fieldSpec(name).label },
    ),
    ...extras.slice(0, 8).map((title) => ({ title })),
  ];
  const rows = events.map((event) => [
    String(event.id),
    ...fields.map((name) => fieldText(event, name) ?? ''),
    ...extras.slice(0, 8).map((column) => event.extra.find(([name]) => name === column)?.[1] ?? ''),
  ]);
  return renderTable(heading, rows);
}

function isCount(name: FieldName): boolean {
  return ['integer', 'decimal'].includes(fieldSpec(name).kind);
}
