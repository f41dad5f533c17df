import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFiles } from './imports.ts';

/** A file beyond this does more than one job. */
const MAX_LINES = 400;

function tooLong({ path, text }: SourceFile): string[] {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return lines > MAX_LINES ? [`${path} has ${lines} lines`] : [];
}

describe('source files', () => {
  it(`have at most ${MAX_LINES} lines`, () => {
    const files = sourceFiles(['shared', 'electron', 'renderer', 'resources', 'test']);
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(tooLong)).toEqual([]);
  });

  it('are seen when they are longer', () => {
    expect(tooLong({ path: 'a.ts', text: 'x\n'.repeat(400) })).toEqual([]);
    expect(tooLong({ path: 'a.ts', text: 'x\n'.repeat(401) })).toEqual(['a.ts has 401 lines']);
  });
});
