import Papa from 'papaparse';
import type { ColumnInfo } from '../../../shared/api/contract.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import { parseFieldRef } from '../../../shared/domain/field-ref.ts';
import { type FieldName, fieldSpec } from '../../../shared/domain/fields.ts';
import { eventJson, fieldText } from './event-text.ts';
import { renderTable } from './table.ts';

export const EVENT_FORMATS = ['jsonl', 'json', 'csv', 'table'] as const;
export type EventFormat = (typeof EVENT_FORMATS)[number];

/** Turns events into text, page by page. */
export interface EventWriter {
  begin(): string;
  rows(events: readonly EventRow[]): string;
  end(): string;
}

/** @param columns the columns of the workspace, for formats that need them up front */
export function eventWriter(format: EventFormat, columns: readonly ColumnInfo[]): EventWriter {
  switch (format) {
    case 'jsonl':
      return { begin: () => '', rows: (events) => events.map(jsonLine).join(''), end: () => '' };
    case 'json':
      return jsonWriter();
    case 'csv':
      return csvWriter(columns);
    case 'table':
      return { begin: () => '', rows: eventTable, end: () => '' };
  }
}

function jsonLine(event: EventRow): string {
  return `${JSON.stringify(eventJson(event))}\n`;
}

/** One array, an event per line. */
function jsonWriter(): EventWriter {
  let separator = '';
  return {
    begin: () => '[',
    rows(events) {
      let text = '';
      for (const event of events) {
        text += `${separator}\n${JSON.stringify(eventJson(event))}`;
        separator = ',';
      }
      return text;
    },
    end: () => '\n]\n',
  };
}

/** RFC 4180, with cells that a spreadsheet would run as formulas defused. */
function csvWriter(columns: readonly ColumnInfo[]): EventWriter {
  const line = (cells: readonly string[]) => `${Papa.unparse([[...cells]], { escapeFormulae: true })}\r\n`;
  return {
    begin: () => line(['id', 'source', ...columns.map(({ ref }) => ref)]),
    rows: (events) =>
      events
        .map((event) =>
          line([String(event.id), String(event.source), ...columns.map(({ ref }) => cellOf(event, ref))]),
        )
        .join(''),
    end: () => '',
  };
}

function cellOf(event: EventRow, ref: string): string {
  const target = parseFieldRef(ref);
  if (target.kind === 'field') return fieldText(event, target.name);
  if (target.kind !== 'extra') return String(event[target.kind]);
  return event.extra.find(([column]) => column === target.column)?.[1] ?? '';
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
    ...fields.map((name) => fieldText(event, name)),
    ...extras.slice(0, 8).map((column) => event.extra.find(([name]) => name === column)?.[1] ?? ''),
  ]);
  return renderTable(heading, rows);
}

function isCount(name: FieldName): boolean {
  return ['integer', 'decimal'].includes(fieldSpec(name).kind);
}
