import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { goldenCases } from './cases.ts';
import { observe } from './observe.ts';

const UPDATE = process.env['UPDATE_GOLDEN'] === '1';
const root = mkdtempSync(join(tmpdir(), 'trailglass-golden-'));
let folder = root;

beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('golden imports', () => {
  it.each(goldenCases())('$name ($newline)', async (golden) => {
    const observed = `${JSON.stringify(await observe(golden, folder), null, 2)}\n`;
    const { newline, expectedPath } = golden;
    if (UPDATE && newline === 'LF') writeFileSync(expectedPath, observed);
    expect(existsSync(expectedPath), `${expectedPath} is missing; UPDATE_GOLDEN=1 writes it`).toBe(true);
    // Line breaks inside quoted cells are kept as found, so they differ between the two variants and nothing else may.
    const expected: unknown = JSON.parse(readFileSync(expectedPath, 'utf8'));
    expect(JSON.parse(observed.replaceAll('\\r\\n', '\\n'))).toEqual(expected);
  });
});
