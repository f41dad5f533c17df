import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { GoldenTable } from '../../support/golden-tables.ts';
import { type Random, randomNumbers } from './random-numbers.ts';

/** Columns in which every row has another value; those that tell people and places have some hundreds. */
const UNIQUE =
  /(?:^|[_. ])(?:id|uuid|event ?id|request ?id|record ?id|insert ?id|_document_id)$|generation|eTag/i;
const SHARED =
  /org|tenant|account|user|actor|team|project|workspace|principal|name|resource|app|repo|file|title|target|key/i;
/** An export is of one organisation and one subscription. */
const ONE = /organi[sz]ation|tenant|subscription|^org(?:[_. ]?id|[_. ]?name)?$/i;
/** Columns of numbers that stand for something, of which there are few. */
const CODES = /id$|code|type|status|level|version/i;
/** Of these, the ones that tell who it was: one person has one name, domain, address and id, also one that is a UUID. */
const WHO = /actor|user|principal|person|mail|login|account|initiat|subject|domain|claims|caller/i;
/** Of these, the ones that tell an event, whoever caused it. */
const EVENTS_OWN = /(?:event|request|record|insert|log|session|token)[_ ]?(?:id|uuid)/i;
const PEOPLE = 400;
const CHUNK_ROWS = 1_000;

/** What is chosen for a row. */
interface Row {
  readonly n: number;
  readonly who: number;
  readonly what: number;
  readonly random: Random;
}

/**
 * Writes a CSV file of so many rows of the kind a golden log has: its columns, which of them are filled together, and
 * how values are written; times follow each other, ids differ, people, addresses and figures vary.
 */
export async function generateTable(path: string, table: GoldenTable, rows: number): Promise<void> {
  const random = randomNumbers(rows);
  await pipeline(function* () {
    yield `${table.columns.map(quoted).join(',')}\n`;
    for (let row = 0; row < rows; row += CHUNK_ROWS) {
      let chunk = '';
      for (let n = row; n < Math.min(rows, row + CHUNK_ROWS); n += 1) {
        const like = table.rows[random.below(table.rows.length)] ?? [];
        const chosen = { n, who: random.below(PEOPLE), what: n % PEOPLE, random };
        const cells = table.columns.map((name, column) => quoted(variant(like[column] ?? '', name, chosen)));
        chunk += `${cells.join(',')}\n`;
      }
      yield chunk;
    }
  }, createWriteStream(path));
}

/** A value of the same kind for a row. */
function variant(text: string, name: string, row: Row): string {
  const { n, random } = row;
  if (text === '' || ONE.test(name)) return text;
  if (/^[[{"]/.test(text)) return insideJson(text, name, row);
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:/.test(text)) return later(text, n);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return dayAfter(text, Math.floor(n / PEOPLE));
  if (/^1[67]\d{8}(?:\d{3})*$/.test(text)) return String(Number(text) + n * 10 ** (text.length - 10));
  if (/^\d{14}\.\d{3}$/.test(text)) return `${text.slice(0, 8)}${String(n % 240_000).padStart(6, '0')}.123`;
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return text.replace(/\d+$/, String(random.below(250)));
  if (/^[\w.+-]+@/.test(text)) return text.replace('@', `${row.who}@`);
  const isWho = WHO.test(name) && !EVENTS_OWN.test(name);
  if (/^[\da-f]{8}-[\da-f]{4}-/i.test(text)) return `${hex(isWho ? row.who : n, 8)}${text.slice(8)}`;
  if (/^\d+$/.test(text) && CODES.test(name)) return String(Number(text) + random.below(20));
  if (/^\d+$/.test(text)) return String(random.below(Number(text) * 2 + 1));
  if (/^\d+\.\d+$/.test(text)) {
    const decimals = text.split('.')[1]?.length ?? 0;
    return (random.share() * Number(text) * 2).toFixed(Math.min(decimals, 9));
  }
  if (UNIQUE.test(name) && !isWho && !SHARED.test(name)) return `${text}-${n}`;
  return (isWho || SHARED.test(name)) && !/[a-z][._][a-z]/.test(text)
    ? `${text} ${isWho ? row.who : row.what}`
    : text;
}

/** The same JSON with other texts and numbers in it: those inside what tells who it was tell that, too. */
function insideJson(text: string, name: string, row: Row): string {
  try {
    return JSON.stringify(varied(JSON.parse(text), name, row));
  } catch {
    const isWho = WHO.test(name) && !EVENTS_OWN.test(name);
    return text.replace(/\b\d{3,12}\b/g, (digits) => {
      const other = isWho ? Math.max(0, Number(digits) - row.who) : row.random.below(Number(digits) + 1);
      return String(other).padStart(digits.length, '0');
    });
  }
}

/** @param name of the value, behind those of what it is in */
function varied(value: unknown, name: string, row: Row): unknown {
  if (typeof value === 'string') return variant(value, name, row);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => varied(one, name, row));
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, varied(one, `${name}.${key}`, row)]),
  );
}

/** A written instant so many seconds later, written the same way. */
function later(text: string, seconds: number): string {
  const moved = new Date(Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`) + seconds * 1_000);
  const iso = moved.toISOString();
  return `${iso.slice(0, 10)}${text[10] ?? 'T'}${iso.slice(11, 19)}${text.slice(19)}`;
}

/** Exports by the day have a row for each thing: no two rows are about the same. */
function dayAfter(text: string, days: number): string {
  return new Date(Date.parse(text) + days * 86_400_000).toISOString().slice(0, 10);
}

function hex(n: number, digits: number): string {
  return (Math.imul(n, 0x9e3779b1) >>> 0).toString(16).padStart(digits, '0');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
