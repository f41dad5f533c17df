import type { BlankRow } from './blank-rows.ts';

/* Lines of access logs as web servers and object stores write them: Apache's mod_log_config, NGINX, Amazon S3. */

/** What such a log writes where there is no value. */
const ABSENT = '-';

/** The time of a request: `30/Oct/2026:14:05:11 +0000`. */
const TIME = /^\d{1,2}\/\p{L}{3}\/\d{4}:\d{2}:\d{2}:\d{2}(?:[.,]\d+)? [+-]\d{4}$/u;
const REQUEST = /^([A-Z][A-Z_-]*) (.*) (HTTP\/[\d.]+)$/s;
const S3_OPERATION = /^(?:REST|SOAP|BATCH|WEBSITE|S3)\.[A-Z]/i;

/** A request takes three columns. */
const REQUEST_COLUMNS = ['method', 'uri', 'protocol'] as const;
const COMMON = ['remote_host', 'ident', 'user', 'time', ...REQUEST_COLUMNS, 'status', 'bytes'];
const COMBINED = [...COMMON, 'referer', 'user_agent'];

/** Columns by name, and where the request is in the cells of a line. */
interface Kind {
  readonly columns: readonly string[];
  readonly time: number;
  readonly request: number;
  /** Cells that every line has. */
  readonly fewest: number;
}

/** Names of the columns of each kind. Those of S3 are the names in its documentation's table for queries. */
const KINDS = {
  common: { columns: COMBINED, time: 3, request: 4, fewest: 7 },
  hosts: { columns: ['virtual_host', ...COMBINED], time: 4, request: 5, fewest: 8 },
  s3: {
    columns: [
      [
        'bucketowner',
        'bucket_name',
        'requestdatetime',
        'remoteip',
        'requester',
        'requestid',
        'operation',
        'key',
      ],
      [
        ...REQUEST_COLUMNS,
        'httpstatus',
        'errorcode',
        'bytessent',
        'objectsize',
        'totaltime',
        'turnaroundtime',
      ],
      ['referrer', 'useragent', 'versionid', 'hostid', 'sigv', 'ciphersuite', 'authtype', 'endpoint'],
      ['tlsversion', 'accesspointarn', 'aclrequired'],
    ].flat(),
    time: 2,
    request: 8,
    fewest: 17,
  },
} as const satisfies Record<string, Kind>;

/** Which columns the lines of an access log have. */
export type AccessKind = keyof typeof KINDS;

/** The columns of a kind of access log. */
export function accessColumns(kind: AccessKind): readonly string[] {
  return KINDS[kind].columns;
}

/** What kind of access log a line is from; null when it is from none. */
export function accessKind(line: string): AccessKind | null {
  const cells = accessCells(line);
  if (isOf('s3', cells)) return S3_OPERATION.test(cells[6] ?? '') ? 's3' : null;
  return isOf('common', cells) ? 'common' : isOf('hosts', cells) ? 'hosts' : null;
}

function isOf(kind: AccessKind, cells: readonly string[]): boolean {
  const { time, fewest } = KINDS[kind];
  return cells.length >= fewest && TIME.test(cells[time] ?? '');
}

/** Takes a line apart into the columns of its kind. `-` is no value; a request that is none keeps a column of its own. */
export function readAccessLine(line: string, kind: AccessKind): BlankRow {
  const { columns, request, fewest } = KINDS[kind];
  const found = accessCells(line);
  const asked = found[request] ?? ABSENT;
  const parts = REQUEST.exec(asked)?.slice(1) ?? ['', '', ''];
  const all = [...found.slice(0, request), ...parts, ...found.slice(request + 1)];
  const isRequest = parts[0] !== '' || asked === ABSENT;
  const cells = columns.map((_, index) => cellOf(all[index]));
  const behind = all.slice(columns.length).map((cell, index) => {
    return [`column ${columns.length + index + 1}`, cellOf(cell)] as const;
  });
  const further = isRequest ? behind : [['request', asked] as const, ...behind];
  return { cells, further: further.filter(([, cell]) => cell !== ''), regular: found.length >= fewest };
}

function cellOf(cell: string | undefined): string {
  return cell === undefined || cell === ABSENT ? '' : cell;
}

/**
 * Cells of a line: between blanks, or in quotes or brackets that close before a blank. A quote inside quotes has a
 * backslash before it.
 */
export function accessCells(line: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at < line.length; ) {
    if (line[at] === ' ') {
      at += 1;
      continue;
    }
    const opening = line[at];
    const closing = opening === '"' ? '"' : opening === '[' ? ']' : null;
    const close = closing === null ? -1 : closeOf(line, at, closing);
    if (close > at) {
      const inside = line.slice(at + 1, close);
      cells.push(opening === '"' && inside.includes('\\') ? inside.replace(/\\(["\\])/g, '$1') : inside);
      at = close + 1;
      continue;
    }
    const blank = line.indexOf(' ', at);
    const end = blank < 0 ? line.length : blank;
    cells.push(line.slice(at, end));
    at = end;
  }
  return cells;
}

/** Where quotes or brackets close that open at a place; -1 when they do not. */
function closeOf(line: string, from: number, closing: string): number {
  for (let at = line.indexOf(closing, from + 1); at >= 0; at = line.indexOf(closing, at + 1)) {
    const isEnd = at + 1 === line.length || line[at + 1] === ' ';
    if (isEnd && !(closing === '"' && isEscaped(line, at))) return at;
    // `[::1]:443` is no cell in brackets.
    if (closing === ']') return -1;
  }
  return -1;
}

/** Whether an odd number of backslashes stands before a place. */
function isEscaped(line: string, at: number): boolean {
  let from = at;
  while (line[from - 1] === '\\') from -= 1;
  return (at - from) % 2 === 1;
}
