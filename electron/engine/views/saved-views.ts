import type Database from 'better-sqlite3';
import * as v from 'valibot';
import type { SavedViews } from '../../../shared/api/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { activeClauses } from '../../../shared/filter/filter.ts';
import { printWritten } from '../../../shared/filter/written.ts';
import {
  MAX_VIEWS,
  type SavedView,
  type ViewContent,
  viewContent,
} from '../../../shared/views/saved-view.ts';
import { sql } from '../sql.ts';
import { naming } from '../store/disk-error.ts';
import { execute, selectNumber, selectRow, selectRows, selectValue } from '../store/run-sql.ts';
import type { Workspace } from '../store/workspace.ts';
import { changing, writeSetting } from './apart.ts';
import { recentFilters } from './recent-filters.ts';
import { reviewsOf } from './reviews.ts';
import { userName } from './user-name.ts';

/** What a workspace keeps about how it is looked at. */
export function listSavedViews(ws: Workspace): SavedViews {
  return naming(`Reading ${ws.path}`, () => {
    const rows = selectRows(ws.db, sql`SELECT id, name FROM saved_view WHERE deletedAt IS NULL`);
    const read = rows.map(([id, name]) => ({
      id: Number(id),
      name: String(name),
      view: readView(ws.db, Number(id)),
    }));
    const views = read.flatMap(({ view }) => (view === null ? [] : [view]));
    return {
      views: views.toSorted((a, b) => a.name.localeCompare(b.name)),
      defaultView: defaultView(ws.db, views),
      recent: recentFilters(ws.db),
      unreadable: read.filter(({ view }) => view === null).map(({ id, name }) => ({ id, name })),
      user: userName(),
    };
  });
}

/**
 * Saves a view; with an id, in place of that one.
 * @throws VIEW_EXISTS, UNKNOWN_VIEW, FORBIDDEN
 */
export function saveView(ws: Workspace, id: number | null, view: ViewContent): SavedView {
  return changing(ws, (db) => {
    refuseTakenName(db, view.name, id);
    const now = ws.clock().toISOString();
    const { name, ...rest } = view;
    const content = JSON.stringify(rest);
    if (id === null) return requireView(db, insertView(db, name, content, now));
    requireRow(db, id);
    execute(
      db,
      sql`UPDATE saved_view SET name = ${name}, content = ${content}, updatedAt = ${now} WHERE id = ${id}`,
    );
    return requireView(db, id);
  });
}

/** Saves a new view under its name, or with a number behind it where that is taken. */
export function addView(ws: Workspace, view: ViewContent): SavedView {
  const taken = new Set(namesIn(ws.db).values());
  let name = view.name;
  for (let number = 2; taken.has(folded(name)); number += 1) name = `${view.name.slice(0, 190)} (${number})`;
  return saveView(ws, null, { ...view, name });
}

/** Takes a view off the list; it comes back with {@link restoreView}. @throws UNKNOWN_VIEW, FORBIDDEN */
export function deleteView(ws: Workspace, id: number): null {
  return changing(ws, (db) => {
    requireRow(db, id);
    execute(db, sql`UPDATE saved_view SET deletedAt = ${ws.clock().toISOString()} WHERE id = ${id}`);
    return null;
  });
}

/** Takes a deletion back. @throws UNKNOWN_VIEW, VIEW_EXISTS, FORBIDDEN */
export function restoreView(ws: Workspace, id: number): SavedView {
  return changing(ws, (db) => {
    const name = selectValue(db, sql`SELECT name FROM saved_view WHERE id = ${id}`);
    if (name !== null) refuseTakenName(db, String(name), id);
    execute(db, sql`UPDATE saved_view SET deletedAt = NULL WHERE id = ${id}`);
    return requireView(db, id);
  });
}

/** Sets the view a workspace is opened with. @throws UNKNOWN_VIEW, FORBIDDEN */
export function setDefaultView(ws: Workspace, id: number | null): null {
  return changing(ws, (db) => {
    if (id !== null) requireRow(db, id);
    writeSetting(db, 'defaultView', id);
    return null;
  });
}

/** A view by its id, with its reviews. @throws UNKNOWN_VIEW */
export function requireView(db: Database.Database, id: number): SavedView {
  const view = readView(db, id);
  if (view !== null) return view;
  throw unknownView();
}

/** Null for a view that is not there, was deleted, or cannot be read. */
function readView(db: Database.Database, id: number): SavedView | null {
  const row = selectRow(
    db,
    sql`SELECT name, content, createdAt, updatedAt FROM saved_view WHERE id = ${id} AND deletedAt IS NULL`,
  );
  if (row === undefined) return null;
  const [name, content, createdAt, updatedAt] = row;
  const view = contentOf(String(name), String(content));
  if (view === null) return null;
  return {
    ...view,
    id,
    written: printWritten(activeClauses(view.filter)),
    createdAt: String(createdAt),
    updatedAt: String(updatedAt),
    reviews: reviewsOf(db, id),
  };
}

/** Another program may have written it, so it is checked like anything from outside. */
function contentOf(name: string, text: string): ViewContent | null {
  try {
    const parsed = v.safeParse(viewContent, { ...JSON.parse(text), name });
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // no JSON, or nested beyond any stack: listed as unreadable
  }
}

function insertView(db: Database.Database, name: string, content: string, now: string): number {
  const count = selectNumber(db, sql`SELECT count(*) FROM saved_view`) ?? 0;
  if (count >= MAX_VIEWS) {
    throw new AppError(
      'BAD_ARGUMENT',
      `A workspace holds at most ${MAX_VIEWS} saved views. Delete some first.`,
    );
  }
  const result = execute(
    db,
    sql`INSERT INTO saved_view (name, content, createdAt, updatedAt) VALUES (${name}, ${content}, ${now}, ${now})`,
  );
  return Number(result.lastInsertRowid);
}

function requireRow(db: Database.Database, id: number): void {
  const found = selectValue(db, sql`SELECT id FROM saved_view WHERE id = ${id} AND deletedAt IS NULL`);
  if (found === null) throw unknownView();
}

function unknownView(): AppError {
  return new AppError('UNKNOWN_VIEW', 'There is no such saved view; it may have been deleted meanwhile.');
}

function refuseTakenName(db: Database.Database, name: string, own: number | null): void {
  const other = [...namesIn(db)].find(([id, taken]) => id !== own && taken === folded(name));
  if (other === undefined) return;
  throw new AppError('VIEW_EXISTS', `There is a saved view called "${name}". Choose another name.`, { name });
}

/** Names by id, as they are compared. */
function namesIn(db: Database.Database): ReadonlyMap<number, string> {
  const rows = selectRows(db, sql`SELECT id, name FROM saved_view WHERE deletedAt IS NULL`);
  return new Map(rows.map(([id, name]) => [Number(id), folded(String(name))]));
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

function defaultView(db: Database.Database, views: readonly SavedView[]): number | null {
  const stored = Number(selectValue(db, sql`SELECT value FROM setting WHERE key = 'defaultView'`));
  return views.some(({ id }) => id === stored) ? stored : null;
}
