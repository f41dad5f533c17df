import { describe } from 'vitest';
import { createSqlQueryEngine } from '../../../electron/engine/query/sql-query-engine.ts';
import { queryEngineSuite } from './query-engine-suite.ts';

describe('over SQL', () => queryEngineSuite(createSqlQueryEngine));
