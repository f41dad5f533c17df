import * as v from 'valibot';
import { AppError } from '../errors.ts';
import { refsOf, withPortableRefs } from '../filter/clause-refs.ts';
import type { Chip, Clause, Filter, TimePreset, TimeRange } from '../filter/filter.ts';
import { TIME_PRESETS } from '../filter/filter.ts';
import { parseWritten, printWritten } from '../filter/written.ts';
import { toIso } from '../time/format.ts';
import { timeRangeOf } from '../time/range.ts';
import { REVIEW_CADENCES } from './cadence.ts';
import {
  keptFilter,
  SCOPES,
  type ViewContent,
  viewColumns,
  viewDescription,
  viewHistogram,
  viewName,
  viewSort,
} from './saved-view.ts';

/*
 * A saved view as a file, for other workspaces and other people: JSON, each chip in its written form, times as ISO
 * 8601. Reviews belong to a workspace and stay there.
 */

/** How such a file is called. */
export const VIEW_FILE_SUFFIX = '.trailglass-view.json';

/** Largest file that is read, in bytes. */
export const MAX_VIEW_FILE_BYTES = 256 * 1024;

const VERSION = 1;

const written = v.pipe(v.string(), v.maxLength(100_000));
const iso = v.nullable(v.pipe(v.string(), v.maxLength(40)));
const zone = v.pipe(v.string(), v.minLength(1), v.maxLength(100));

const members = {
  trailglassView: v.literal(VERSION),
  name: viewName,
  description: v.optional(viewDescription, ''),
  scope: v.picklist(SCOPES),
  time: v.variant('preset', [
    v.object({ preset: v.literal('custom'), zone, from: iso, to: iso }),
    v.object({ preset: v.picklist(relativePresets()), zone }),
  ]),
  chips: v.pipe(
    v.array(v.object({ where: written, off: v.optional(v.boolean(), false) })),
    v.maxLength(1_000),
  ),
  sort: viewSort,
  columns: v.optional(viewColumns, null),
  histogram: v.optional(viewHistogram, null), // without the way back from a zoom, which is of the session
  cadence: v.optional(v.picklist(REVIEW_CADENCES), 'none'),
};

const viewFile = v.object(members);

function relativePresets(): Exclude<TimePreset, 'custom'>[] {
  const names = Object.keys(TIME_PRESETS) as TimePreset[];
  return names.filter((name) => name !== 'custom');
}

/** The text of a view's file. */
export function printViewFile(view: ViewContent): string {
  const { name, description, scope, filter, sort, columns, histogram, cadence } = view;
  const { preset, zone: inZone, from, to } = filter.time;
  const time =
    preset === 'custom'
      ? { preset, zone: inZone, from: isoOf(from), to: isoOf(to) }
      : { preset, zone: inZone };
  const chips = withPortableRefs(filter).chips.map(({ clause, off }) => ({
    where: printWritten([clause]),
    off,
  }));
  const strip = histogram === null ? null : { ...histogram, zoomedFrom: undefined };
  const content: v.InferInput<typeof viewFile> = {
    ...{
      trailglassView: VERSION,
      name,
      description,
      scope,
      time,
      chips,
      sort,
      columns,
      histogram: strip,
      cadence,
    },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function isoOf(micros: number | null): string | null {
  return micros === null ? null : toIso(micros);
}

/** A view that was read from a file, and what should be known about it. */
export interface ReadView {
  readonly view: ViewContent;
  /** One line each: what was left out, or means something else here. */
  readonly remarks: readonly string[];
}

/**
 * Reads the text of a view's file. It may come from anyone: everything is checked before anything is used, members
 * that are not known are left out and told.
 * @param file its name, for errors
 * @throws BAD_VIEW with the place that is wrong
 */
export function readViewFile(text: string, file: string): ReadView {
  const value = jsonOf(text, file);
  const parsed = v.safeParse(viewFile, value);
  if (!parsed.success) throw refusal(parsed.issues[0], value, file);
  const { trailglassView: _version, time, chips: given, ...rest } = parsed.output;
  const remarks: string[] = [];
  const unknown = unknownMembers(value);
  if (unknown.length > 0) remarks.push(`Not known to this version and left out: ${unknown.join(', ')}.`);
  const chips = given.map((chip, at) => localChip(chipOf(chip, at, file), remarks));
  const filter: Filter = withPortableRefs({ time: timeOf(time, file), chips });
  return { view: { ...rest, filter: keptFilter(filter) }, remarks };
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\u{feff}/u, ''));
  } catch (error) {
    const reason = error instanceof Error ? oneLine(error.message) : 'it is no JSON';
    throw badView(file, 'the whole file', `no JSON: ${reason}`);
  }
}

function refusal(issue: v.BaseIssue<unknown>, value: unknown, file: string): AppError {
  const version = memberOf(value, 'trailglassView');
  if (version === undefined) {
    return badView(file, 'the whole file', 'it is no saved view (it has no "trailglassView")');
  }
  if (typeof version === 'number' && version > VERSION) {
    return badView(file, 'trailglassView', 'it was written by a later version of Trailglass');
  }
  return badView(file, v.getDotPath(issue) ?? 'the whole file', oneLine(issue.message));
}

function badView(file: string, place: string, reason: string): AppError {
  return new AppError('BAD_VIEW', `${file}: ${place}: ${reason}. The file was not imported.`, {
    file,
    place,
  });
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').slice(0, 200);
}

function memberOf(value: unknown, name: string): unknown {
  const isRecord = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isRecord ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** Names of members that no version of this program wrote; long or many ones are cut, since they may be anything. */
function unknownMembers(value: unknown): string[] {
  const names = Object.keys(value as object).filter((name) => !Object.hasOwn(members, name));
  const shown = names.slice(0, 5).map((name) => `"${name.slice(0, 40)}"`);
  return names.length > shown.length ? [...shown, `${names.length - shown.length} more`] : shown;
}

function chipOf({ where, off }: { where: string; off: boolean }, at: number, file: string): Chip {
  return { clause: clauseOf(where, at, file), off };
}

function clauseOf(where: string, at: number, file: string): Clause {
  try {
    const clauses = parseWritten(where);
    const [only] = clauses;
    return clauses.length === 1 && only !== undefined ? only : { kind: 'group', op: 'and', clauses };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw badView(file, `chips.${at}.where`, error.message.replace(/\.$/, ''));
  }
}

/** Ids of sources and events are those of the workspace the view was made in. */
function localChip(chip: Chip, remarks: string[]): Chip {
  const refs = refsOf([chip.clause]);
  if (chip.off || !(refs.has('id') || refs.has('source'))) return chip;
  remarks.push(
    `Switched off, because sources and events have other numbers in another workspace: ${printWritten([chip.clause]).slice(0, 200)}`,
  );
  return { ...chip, off: true };
}

function timeOf(time: v.InferOutput<typeof members.time>, file: string): TimeRange {
  try {
    if (time.preset === 'custom') {
      const range = timeRangeOf(time.from, time.to, time.zone);
      if (range.preset === 'custom') return range;
      throw badView(file, 'time', 'a range of its own needs "from" or "to"');
    }
    timeRangeOf(null, null, time.zone); // refuses a zone that is none
    return { preset: time.preset, zone: time.zone, from: null, to: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'BAD_VIEW') throw error;
    throw badView(file, 'time', error.message.replace(/\.$/, ''));
  }
}
