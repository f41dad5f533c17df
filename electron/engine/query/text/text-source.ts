import type { Column, ColumnName } from '../../columns/column.ts';
import { sql } from '../../sql.ts';
import { readColumn } from '../../store/column-index.ts';
import { type IndexSegment, indexGeneration, listSegments } from '../../store/index-segments.ts';
import { blockBytes, blockPlaces, type RawBlockPlace } from '../../store/raw-records.ts';
import { selectRows } from '../../store/run-sql.ts';
import type { Workspace } from '../../store/workspace.ts';
import { type ExtraNames, readExtraNames } from '../extra-names.ts';
import type { LoadedColumns } from '../loaded-columns.ts';
import type { KeptTexts } from './kept-texts.ts';

/** What a text search needs to know of a source. */
export interface SearchedSource {
  /** The name of its file. */
  readonly name: string;
  /** One of the names of `decode/text-encoding.ts`; anything else is read as UTF-8. */
  readonly encoding: string;
}

/** Where a text search finds the texts of events. */
export interface TextSource {
  /** Decides which events there are, and in which order they are shown. */
  readonly columns: LoadedColumns;
  /** Names of the extra columns by id. */
  readonly extraNames: ExtraNames;
  readonly sources: ReadonlyMap<number, SearchedSource>;
  /** In the order of their ids. May hold events that {@link columns} does not have yet. */
  readonly segments: readonly IndexSegment[];
  column(segment: IndexSegment, name: ColumnName): Column | null;
  /** The raw blocks of a source, in the order of their content. */
  blocks(source: number): readonly RawBlockPlace[];
  /** @throws WORKSPACE_DAMAGED when the block cannot be unpacked */
  content(block: RawBlockPlace): Buffer;
}

/**
 * The texts of a workspace, as far as `columns` goes. Make a new one when the revision moved.
 * @param kept what was read for the searches before, of the same revision
 */
export function createTextSource(ws: Workspace, columns: LoadedColumns, kept: KeptTexts): TextSource {
  kept.ofGeneration(indexGeneration(ws));
  const rows = selectRows(ws.db, sql`SELECT id, name, encoding FROM source`);
  const places = new Map<number, readonly RawBlockPlace[]>();
  return {
    columns,
    extraNames: readExtraNames(ws.db),
    sources: new Map(
      rows.map(([id, name, encoding]) => [Number(id), { name: String(name), encoding: String(encoding) }]),
    ),
    segments: listSegments(ws).segments,
    column: (segment, name) => kept.column(segment.id, name, () => readColumn(ws, segment, name)),
    blocks(source) {
      const known = places.get(source) ?? blockPlaces(ws, source);
      places.set(source, known);
      return known;
    },
    content: (block) => kept.content(block.id, () => blockBytes(ws, block)),
  };
}
