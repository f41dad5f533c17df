import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFiles } from '../../electron/engine/import/import-files.ts';
import { openWorkspace } from '../../electron/engine/store/open.ts';
import { listRejects } from '../../electron/engine/store/rejects.ts';
import { listSources } from '../../electron/engine/store/sources.ts';
import type { Workspace } from '../../electron/engine/store/workspace.ts';
import { formatNano } from '../../shared/domain/decimal.ts';
import { FIELD_NAMES, type FieldKind, fieldSpec } from '../../shared/domain/fields.ts';
import { toIso } from '../../shared/time/format.ts';
import type { GoldenCase } from './cases.ts';

/** A stored event: its line, and each field that has a value; extra columns as pairs, in file order. */
type ObservedEvent = Record<string, unknown>;

/** What an import came to, in the shape of the `.expected.json` files. */
export interface Observation {
  readonly source: Record<string, unknown> | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly rejects: readonly Record<string, unknown>[];
  readonly events: readonly ObservedEvent[];
}

/** Imports a case into a new workspace in `folder` and reads back everything that was stored. */
export async function observe(golden: GoldenCase, folder: string): Promise<Observation> {
  const path = join(folder, golden.fileName);
  writeFileSync(path, golden.bytes);
  const ws = openWorkspace(join(folder, 'golden.trailglass'), { access: 'readwrite', create: true });
  try {
    const report = await importFiles(ws, [{ path, name: golden.fileName }], golden.options, {
      throwIfCancelled: () => undefined,
      progress: () => undefined,
    });
    return {
      source: observeSource(ws),
      error: report.sources[0]?.error ?? null,
      rejects: listRejects(ws, { source: null, offset: 0, limit: 1_000 }).rejects.map(
        ({ line, column, reason, text }) => ({ line, column, reason, text }),
      ),
      events: observeEvents(ws),
    };
  } finally {
    ws.close();
  }
}

function observeSource(ws: Workspace): Observation['source'] {
  const [source] = listSources(ws);
  if (source === undefined) return null;
  const { profile, confidence, format, encoding, dialect, timezone, dateOrder, tenant, status } = source;
  const { read, imported, duplicate, rejected, undated, firstTime, lastTime } = source;
  return {
    ...{ profile, confidence, format, encoding, dialect, timezone, dateOrder, tenant, status },
    ...{ read, imported, duplicate, rejected, undated, firstTime, lastTime },
    warnings: source.warnings.map(({ code }) => code),
  };
}

function observeEvents(ws: Workspace): ObservedEvent[] {
  const columns = ws.db.prepare('SELECT id, name FROM extra_column').raw().all() as [number, string][];
  const nameOf = new Map(columns.map(([id, name]) => [`c${id}`, name]));
  const rows = ws.db
    .prepare(`SELECT line, extra, ${FIELD_NAMES.join(', ')} FROM event ORDER BY id`)
    .raw()
    .safeIntegers()
    .all() as [bigint, string | null, ...(string | bigint | null)[]][];
  return rows.map(([line, extra, ...values]) => ({
    line: Number(line),
    ...Object.fromEntries(
      FIELD_NAMES.flatMap((name, index) => {
        const value = values[index] ?? null;
        return value === null ? [] : [[name, readable(value, fieldSpec(name).kind)]];
      }),
    ),
    ...(extra === null ? {} : { extra: readExtra(extra, nameOf) }),
  }));
}

/** Decimals and large integers as text, so that nothing is rounded on the way into the expectation. */
function readable(value: string | bigint, kind: FieldKind): unknown {
  if (typeof value === 'string') return value;
  if (kind === 'decimal') return formatNano(value);
  if (kind === 'instant') return toIso(Number(value));
  if (kind === 'boolean') return value === 1n;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
}

function readExtra(extra: string, nameOf: ReadonlyMap<string, string>): (readonly [string, unknown])[] {
  return Object.entries(JSON.parse(extra) as Record<string, unknown>).map(
    ([key, value]) => [nameOf.get(key) ?? key, value] as const,
  );
}
