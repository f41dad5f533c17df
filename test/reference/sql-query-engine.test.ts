import { describe } from 'vitest';
import { queryEngineSuite } from '../engine/query/query-engine-suite.ts';
import { createSqlQueryEngine } from './sql-query-engine.ts';

describe('over SQL', () => queryEngineSuite(createSqlQueryEngine));
