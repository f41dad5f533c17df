import { describe } from 'vitest';
import { createColumnQueryEngine } from '../../../electron/engine/query/column-query-engine.ts';
import { queryEngineSuite } from './query-engine-suite.ts';

describe('over the column index', () => queryEngineSuite(createColumnQueryEngine));
