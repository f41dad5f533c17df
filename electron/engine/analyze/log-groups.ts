import type { Source } from '../../../shared/domain/source.ts';
import type { LoadedColumns } from '../query/loaded-columns.ts';
import { sql } from '../sql.ts';
import type { Workspace } from '../store/workspace.ts';
import { eventSources } from './event-times.ts';
import type { SourceRecords } from './source-records.ts';

/** Sources that are exports of one log, in order of import. */
export interface LogGroup {
  readonly profile: string;
  readonly tenants: readonly string[];
  readonly sources: readonly Source[];
}

/** The profile that takes every file: it says nothing about which log a file is of. */
const ANY_LOG = 'generic';

/** Events looked at to learn the columns of a source. */
const SAMPLED = 200;

/** Two files of no known kind belong together when they share this part of their columns. */
const SHARED_COLUMNS = 0.5;

/** The rule, for people. */
export const GROUP_RULE =
  'Sources belong to one log when they were read with the same profile and have the same tenant; where the profile is generic, also at least half of their columns. Sources that hold the same records belong to one log in any case. Tenants are never mixed.';

/** Sorts sources into logs. See {@link GROUP_RULE}. */
export function logGroups(
  ws: Workspace,
  columns: LoadedColumns,
  sources: readonly Source[],
  all: ReadonlyMap<number, SourceRecords>,
): LogGroup[] {
  const traits = sources.map((source) => traitsOf(ws, columns, source, all.get(source.id)));
  const parents = sources.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] ?? root;
    return root;
  };
  const join = (a: number, b: number): void => {
    const [first, second] = [rootOf(a), rootOf(b)];
    parents[Math.max(first, second)] = Math.min(first, second);
  };
  traits.forEach((own, index) => {
    const like = traits.findIndex((other, before) => before < index && belongTogether(other, own));
    if (like >= 0) join(like, index);
  });
  const places = new Map(sources.map(({ id }, index) => [id, index]));
  const sourceOf = eventSources(columns);
  sources.forEach(({ id }, index) => {
    const owners = new Set<number>();
    for (const position of all.get(id)?.repeated.view() ?? []) owners.add(sourceOf(position));
    for (const owner of owners) join(places.get(owner) ?? index, index);
  });
  const groups = new Map<number, { profile: string; tenants: Set<string>; sources: Source[] }>();
  sources.forEach((source, index) => {
    const root = rootOf(index);
    const group = groups.get(root) ?? { profile: source.profile, tenants: new Set(), sources: [] };
    groups.set(root, group);
    group.sources.push(source);
    for (const tenant of traits[index]?.tenants ?? []) group.tenants.add(tenant);
  });
  return [...groups.values()].map(({ tenants, ...group }) => ({ ...group, tenants: [...tenants].sort() }));
}

interface Traits {
  readonly profile: string;
  readonly tenants: readonly string[];
  readonly columns: ReadonlySet<string>;
}

function belongTogether(a: Traits, b: Traits): boolean {
  if (a.profile !== b.profile || a.tenants.join('\n') !== b.tenants.join('\n')) return false;
  if (a.profile !== ANY_LOG) return true;
  const shared = [...a.columns].filter((name) => b.columns.has(name)).length;
  const all = new Set([...a.columns, ...b.columns]).size;
  return all > 0 && shared / all >= SHARED_COLUMNS;
}

function traitsOf(
  ws: Workspace,
  columns: LoadedColumns,
  source: Source,
  records: SourceRecords | undefined,
): Traits {
  const positions = records === undefined ? [] : [records.own.view(), records.repeated.view()];
  const ids = positions.flatMap((some) => Array.from(some.subarray(0, SAMPLED), (at) => columns.idAt(at)));
  return {
    profile: source.profile,
    tenants: tenantsOf(columns, source, positions),
    columns: source.profile === ANY_LOG ? columnsOf(ws, ids) : new Set(),
  };
}

function tenantsOf(
  columns: LoadedColumns,
  source: Source,
  positions: readonly Uint32Array[],
): readonly string[] {
  const texts = columns.texts('tenant');
  const codes = new Set<number>();
  if (texts !== null) {
    for (const some of positions) for (const at of some) codes.add(texts.codes[at] ?? 0);
  }
  codes.delete(0);
  if (codes.size === 0) return source.tenant === null ? [] : [source.tenant];
  return [...codes].map((code) => texts?.text(code) ?? '').sort();
}

/** Names of the fields and of the file's own columns that have values in some events. */
function columnsOf(ws: Workspace, ids: readonly number[]): ReadonlySet<string> {
  const names = new Set<string>();
  const query = sql`SELECT j.key FROM event_data e, json_each(e.extra) j WHERE e.id = ${null}`;
  const extra = ws.db.prepare<[number], [string]>(query.text).raw();
  const filled = sql`SELECT time IS NOT NULL, action IS NOT NULL, actor IS NOT NULL, resource IS NOT NULL,
    model IS NOT NULL, inputTokens IS NOT NULL, credits IS NOT NULL FROM event_data WHERE id = ${null}`;
  const fields = ws.db.prepare<[number], number[]>(filled.text).raw();
  for (const id of ids) {
    for (const [key] of extra.all(id)) names.add(key);
    fields.get(id)?.forEach((has, index) => {
      if (has === 1) names.add(`field ${index}`);
    });
  }
  return names;
}
