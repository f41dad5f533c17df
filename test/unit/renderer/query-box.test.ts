import { describe, expect, it } from 'vitest';
import {
  complete,
  completionsFor,
  inPattern,
  wordAtCursor,
} from '../../../renderer/filters/query-completion.ts';
import { readQuery } from '../../../renderer/filters/read-query.ts';

describe('completing a field name', () => {
  it.each([
    ['act', 3, 'act'],
    ['-act', 4, 'act'],
    ['model:gpt-4o (prov', 18, 'prov'],
    ['action:x reso', 13, 'reso'],
  ])('offers names for %s', (text, cursor, word) => {
    expect(wordAtCursor(text, cursor)?.word).toBe(word);
  });

  it.each([
    ['action:cre', 10],
    ['"some act', 9],
    ['credits:>1', 10],
    ['', 0],
    ['act ', 4],
  ])('offers none in %s', (text, cursor) => {
    expect(wordAtCursor(text, cursor)).toBeNull();
  });

  it.each([
    ['/', 1],
    ['/prod act', 9],
    ['-/prod', 6],
    ['action:/^api', 12],
    ['"a/b" /x', 8],
    ['/a b/ /x', 8],
  ])('explains regular expressions in %s', (text, cursor) => {
    expect(inPattern(text, cursor)).toBe(true);
    expect(wordAtCursor(text, cursor)).toBeNull();
  });

  it.each([
    ['/a b/ act', 9],
    ['and/or act', 10],
    ['"/quoted" act', 13],
    ['/say "hi/ act', 13],
  ])('sees the end of what a slash began in %s', (text, cursor) => {
    expect(inPattern(text, cursor)).toBe(false);
    expect(wordAtCursor(text, cursor)?.word).toBe('act');
  });

  it('puts names that begin with the word first', () => {
    const [first] = completionsFor('resource');
    expect(first?.insert.startsWith('resource')).toBe(true);
    expect(completionsFor('TOKENS').map(({ insert }) => insert)).toEqual(['inputTokens:', 'outputTokens:']);
    expect(completionsFor('nothing like it')).toEqual([]);
  });

  it('replaces the word and puts the cursor behind the colon', () => {
    const word = wordAtCursor('a -mod z', 6);
    expect(word).not.toBeNull();
    if (word === null) return;
    expect(complete('a -mod z', word, { insert: 'model:', about: '' })).toEqual({
      text: 'a -model: z',
      cursor: 9,
    });
  });
});

describe('reading a query', () => {
  it('gives clauses', () => {
    expect(readQuery('action:api_key.* -actor:System')).toMatchObject({ ok: true });
  });

  it('says where it cannot be read', () => {
    const read = readQuery('action:x "never closed');
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.problem.position).toBe(9);
    expect(read.problem.length).toBeGreaterThan(0);
    expect(read.problem.message).not.toBe('');
  });
});
