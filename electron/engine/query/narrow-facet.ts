import { parseNano } from '../../../shared/domain/decimal.ts';
import { AppError } from '../../../shared/errors.ts';
import type { FacetClause } from '../../../shared/filter/filter.ts';
import { parseInstant } from '../../../shared/time/format.ts';
import { BIG_NULL } from '../columns/column.ts';
import type { FieldColumn } from './field-column.ts';
import type { LoadedBigs, LoadedColumns, LoadedNumbers, LoadedTexts } from './loaded-columns.ts';
import { clearAll, keepAll, type Narrow, narrowByTest, narrowToCodes } from './narrow-mask.ts';

/** The ids of the sources that have one of these names. */
export type SourcesNamed = (names: readonly string[]) => readonly number[];

/** Keeps the events with an included value of a field, if any are named, and without an excluded one. */
export function narrowToFacet(
  { include, exclude }: FacetClause,
  field: FieldColumn,
  columns: LoadedColumns,
  sourcesNamed: SourcesNamed,
): Narrow {
  if (include.length === 0 && exclude.length === 0) return keepAll;
  switch (field.kind) {
    case 'text':
    case 'json':
    case 'extra': {
      const texts = field.name === null ? null : columns.texts(field.name);
      return texts === null ? onlyNulls(include, exclude) : narrowTexts(texts, include, exclude);
    }
    case 'id': {
      const wanted = wantedNumbers(include, exclude, field, sourcesNamed);
      return narrowByTest((position) => wanted.has(BigInt(columns.idAt(position))));
    }
    default: {
      const numbers = field.name === null ? null : columns.numbers(field.name);
      if (numbers === null) return onlyNulls(include, exclude);
      return narrowNumbers(numbers, wantedNumbers(include, exclude, field, sourcesNamed));
    }
  }
}

type Values = readonly (string | null)[];

/** For a column without any value. */
function onlyNulls(include: Values, exclude: Values): Narrow {
  return (include.length === 0 || include.includes(null)) && !exclude.includes(null) ? keepAll : clearAll;
}

function narrowTexts(texts: LoadedTexts, include: Values, exclude: Values): Narrow {
  const allowed = new Uint8Array(texts.size + 1).fill(include.length === 0 ? 1 : 0);
  for (const [values, mark] of [[include, 1] as const, [exclude, 0] as const]) {
    for (const value of values) {
      const code = value === null ? 0 : texts.codeOf(value);
      if (value === null || code !== 0) allowed[code] = mark;
    }
  }
  return narrowToCodes(texts.codes, allowed);
}

/** Which numbers a facet keeps. */
interface WantedNumbers {
  readonly nulls: boolean;
  has(value: bigint): boolean;
}

function wantedNumbers(
  include: Values,
  exclude: Values,
  field: FieldColumn,
  sourcesNamed: SourcesNamed,
): WantedNumbers {
  const [included, excluded] = [include, exclude].map((values) => storedValues(values, field, sourcesNamed));
  return {
    nulls: (include.length === 0 || include.includes(null)) && !exclude.includes(null),
    has: (value) => (include.length === 0 || included?.has(value) === true) && excluded?.has(value) !== true,
  };
}

function storedValues(values: Values, field: FieldColumn, sourcesNamed: SourcesNamed): Set<bigint> {
  const texts = values.filter((value) => value !== null);
  const stored = texts.flatMap((text) => storedValue(field, text) ?? []);
  if (field.kind !== 'source') return new Set(stored);
  // A source is meant by its number, which is exact, or by the name of its file.
  const names = texts.filter((text) => !/^\d+$/.test(text));
  return new Set([...stored, ...sourcesNamed(names).map(BigInt)]);
}

/** A facet value as it is stored; null when no stored value can be written so. */
function storedValue({ kind }: FieldColumn, value: string): bigint | null {
  switch (kind) {
    case 'integer':
    case 'id':
    case 'source':
      return /^-?\d{1,15}$/.test(value) ? BigInt(value) : null;
    case 'decimal':
      return parseNano(value);
    case 'boolean':
      return value === 'true' ? 1n : value === 'false' ? 0n : null;
    case 'instant':
      return instantOf(value);
    case 'text':
    case 'json':
    case 'extra':
      return null;
  }
}

function instantOf(value: string): bigint | null {
  try {
    return BigInt(parseInstant(value, 'UTC'));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function narrowNumbers(numbers: LoadedNumbers | LoadedBigs, wanted: WantedNumbers): Narrow {
  if (numbers.kind === 'big') {
    const { values } = numbers;
    return narrowByTest((position) => {
      const value = values[position] ?? BIG_NULL;
      return value === BIG_NULL ? wanted.nulls : wanted.has(value);
    });
  }
  const { values, base, scale, nullValue } = numbers;
  const keeps = (value: number): boolean =>
    value === nullValue || Number.isNaN(value) ? wanted.nulls : wanted.has(BigInt(base + value * scale));
  if (values instanceof Int8Array) {
    const allowed = Uint8Array.from({ length: 256 }, (_, code) => (keeps((code << 24) >> 24) ? 1 : 0));
    return narrowToCodes(new Uint8Array(values.buffer, values.byteOffset, values.length), allowed);
  }
  if (values instanceof Int16Array) {
    const allowed = Uint8Array.from({ length: 65_536 }, (_, code) => (keeps((code << 16) >> 16) ? 1 : 0));
    return narrowToCodes(new Uint16Array(values.buffer, values.byteOffset, values.length), allowed);
  }
  const answers = new Map<number, boolean>();
  return narrowByTest((position) => {
    const value = values[position] ?? nullValue;
    const known = answers.get(value);
    if (known !== undefined) return known;
    const answer = keeps(value);
    if (answers.size < 65_536) answers.set(value, answer);
    return answer;
  });
}
