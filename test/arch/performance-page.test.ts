import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { USAGE } from '../bench/bench-options.ts';

const root = new URL('../../', import.meta.url);
const page =
  /\n## Performance\n(.*?)\n## /s.exec(readFileSync(new URL('ARCHITECTURE.md', root), 'utf8'))?.[1] ?? '';

const named = (pattern: RegExp): string[] => [...page.matchAll(pattern)].map((match) => match[1] ?? '');

describe('the performance page of ARCHITECTURE.md', () => {
  it('names only options that the benchmark has', () => {
    const options = named(/\s(--[a-z]+)\b/g);
    expect(options.length).toBeGreaterThan(3);
    const known = new Set(USAGE.match(/--[a-z]+/g));
    expect(options.filter((option) => !known.has(option))).toEqual([]);
  });

  it('names only files that exist', () => {
    const files = named(/((?:test|electron|engine)\/[\w/.-]+\.ts)/g);
    expect(files.length).toBeGreaterThan(2);
    const below = (file: string): string => (file.startsWith('engine/') ? `electron/${file}` : file);
    expect(files.filter((file) => !existsSync(new URL(below(file), root)))).toEqual([]);
  });
});
