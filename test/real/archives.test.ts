import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listSources } from '../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../electron/engine/store/verify.ts';
import { ImportBench, listener } from '../engine/import/import-bench.ts';
import { zipOf } from '../support/archives.ts';
import { REAL_LOGS, realFiles } from './facts.ts';

const TREE = 'cloudtrail/sans504_part1_tree.tar';
const [tree] = realFiles(['cloudtrail'], /sans504_part1_tree\.tar$/) ?? [];
const loose = join(REAL_LOGS, 'cloudtrail/sans504_loose_gz');

describe.skipIf(tree === undefined)('a tree of CloudTrail objects in a tar file', () => {
  it('gives each object, every record, and its repeats', { timeout: 120_000 }, async () => {
    const { files, rows, exact_duplicate_records: repeats, distinct_eventID: distinct } = tree?.facts ?? {};
    const bench = new ImportBench();
    const sources = await bench.job([join(REAL_LOGS, TREE)]);
    expect(new Set(sources.map(({ status }) => status))).toEqual(new Set(['imported']));
    const sum = (of: 'read' | 'imported' | 'duplicate') =>
      sources.reduce((total, source) => total + source[of], 0);
    expect([sources.length, sum('read'), sum('imported'), sum('duplicate')]).toEqual([
      files,
      rows,
      distinct,
      repeats,
    ]);

    // The same objects as loose files and in a zip file are known.
    const members = readdirSync(loose, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => ({ name: entry.name, content: readFileSync(join(entry.parentPath, entry.name)) }));
    const again = await bench.job([loose, bench.file('loose.zip', zipOf(members))]);
    expect(again).toHaveLength(2 * members.length);
    expect(new Set(again.map(({ status }) => status))).toEqual(new Set(['already-imported']));

    const { checks } = await verifyWorkspace(bench.ws, listener());
    expect(checks.filter((check) => !check.ok)).toEqual([]);
    const archive = createHash('sha256')
      .update(readFileSync(join(REAL_LOGS, TREE)))
      .digest('hex');
    expect(new Set(listSources(bench.ws).map(({ container }) => container?.sha256))).toEqual(
      new Set([archive]),
    );
  });
});
