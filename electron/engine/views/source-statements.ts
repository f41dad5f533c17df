import type Database from 'better-sqlite3';
import * as v from 'valibot';
import type { EngineEvent, StateOfSourceArg } from '../../../shared/api/contract.ts';
import type { EngineHandlers } from '../../../shared/api/remote.ts';
import {
  MAX_STATED_BY,
  MAX_STATEMENT,
  SOURCE_FACT_NAMES,
  type SourceStatement,
  type SourceStatements,
} from '../../../shared/domain/source-statements.ts';
import { AppError } from '../../../shared/errors.ts';
import { sql } from '../sql.ts';
import { naming } from '../store/disk-error.ts';
import { execute, selectRows, selectValue } from '../store/run-sql.ts';
import type { Workspace } from '../store/workspace.ts';
import { changing } from './apart.ts';
import { userName } from './user-name.ts';

interface SourceStatementParts {
  readonly opened: () => Workspace;
  readonly tell: (event: EngineEvent) => void;
}

/** The methods of the contract about what people state of sources. */
export function sourceStatementHandlers({
  opened,
  tell,
}: SourceStatementParts): Pick<EngineHandlers, 'sourceStatements' | 'stateOfSource'> {
  return {
    sourceStatements: () => readStatements(opened()),
    stateOfSource(arg) {
      const statements = stateOfSource(opened(), arg);
      tell({ name: 'views' });
      return statements;
    },
  };
}

/** What was stated of all sources. */
function readStatements(ws: Workspace): SourceStatements {
  return naming(`Reading ${ws.path}`, () => statementsIn(ws.db));
}

/** States a fact of a source; what was stated before stays. @throws UNKNOWN_SOURCE, FORBIDDEN */
function stateOfSource(ws: Workspace, { source, fact, text, by }: StateOfSourceArg): SourceStatements {
  if (selectValue(ws.db, sql`SELECT id FROM source WHERE id = ${source}`) === null)
    throw new AppError('UNKNOWN_SOURCE', `There is no source ${source} in this workspace.`, { source });
  return changing(ws, (db) => {
    execute(
      db,
      sql`INSERT INTO source_statement (source, fact, text, statedBy, statedAt)
          VALUES (${source}, ${fact}, ${text}, ${by}, ${ws.clock().toISOString()})`,
    );
    return statementsIn(db);
  });
}

/** The newest of each fact. A file of the format before has none; another program may have written other facts. */
function statementsIn(db: Database.Database): SourceStatements {
  const stored =
    selectValue(db, sql`SELECT name FROM sqlite_schema WHERE name = 'source_statement'`) !== null;
  const rows = stored
    ? selectRows(
        db,
        sql`SELECT source, fact, substr(text, 1, ${MAX_STATEMENT}), substr(statedBy, 1, ${MAX_STATED_BY}), statedAt
            FROM source_statement
            WHERE id IN (SELECT max(id) FROM source_statement GROUP BY source, fact) AND text <> ''
            ORDER BY source, id`,
      )
    : [];
  const statements = rows.flatMap(([source, fact, text, by, at]): SourceStatement[] =>
    v.is(knownFact, fact)
      ? [{ source: Number(source), fact, text: String(text), by: String(by), at: String(at) }]
      : [],
  );
  return { statements, user: userName() };
}

const knownFact = v.picklist(SOURCE_FACT_NAMES);
