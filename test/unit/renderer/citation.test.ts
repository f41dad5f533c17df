import { describe, expect, it } from 'vitest';
import { formatDistance } from '../../../renderer/detail/around/distance.ts';
import {
  type Citation,
  citationJson,
  citationMarkdown,
  citationText,
} from '../../../renderer/detail/citation.ts';
import { hasDetail, requestLine } from '../../../renderer/detail/request-line.ts';
import { shownSha256 } from '../../../renderer/ui/shown-sha256.ts';

const CITATION: Citation = {
  action: 'model.disabled',
  resource: 'gpt-4o\u202E',
  actor: '`<b>`',
  time: '2026-10-20T14:07:33.000Z',
  timeAsWritten: '2026-10-20 14:07:33',
  source: 'log.csv',
  sourceSha256: 'aa',
  container: null,
  line: 17,
  byteOffset: 1234,
  byteLength: 330,
  recordSha256: 'bb',
  event: 42,
  workspace: 'case.trailglass',
};

describe('a citation', () => {
  it('is one paragraph that says what, who, when and where', () => {
    expect(citationText(CITATION)).toBe(
      'model.disabled on gpt-4o⟨U+202E⟩ by `<b>` at 2026-10-20T14:07:33.000Z (written 2026-10-20 14:07:33). ' +
        'Record: log.csv, line 17, byte 1234, 330 bytes (SHA-256 of the record bb, of the file aa). ' +
        'Event 42 of the Trailglass workspace case.trailglass.',
    );
  });

  it('is inert in Markdown', () => {
    expect(citationMarkdown(CITATION)).toContain('by `` `<b>` `` at 2026-10-20T14:07:33.000Z');
    expect(citationMarkdown({ ...CITATION, actor: null, time: null })).toContain(
      '⟩`, without a time (written',
    );
  });

  it('is JSON with the same parts', () => {
    expect(JSON.parse(citationJson(CITATION))).toEqual(CITATION);
  });
});

describe('details', () => {
  it('that are a request are shown as one', () => {
    expect(requestLine('{"method":"post","path":"/settings/org/members","n":1}')).toBe(
      'POST /settings/org/members',
    );
    for (const other of [
      '{"method":"GET"}',
      '{"method":1,"path":"/"}',
      '[]',
      'null',
      'GET /',
      '{"__proto__":{"method":"GET","path":"/"}}',
    ])
      expect(requestLine(other)).toBeNull();
  });

  it('that are empty say nothing', () => {
    for (const empty of [null, '', '{}', ' { } ', '[]', 'null', '""']) expect(hasDetail(empty)).toBe(false);
    for (const full of ['{"a":1}', '[0]', 'text', '0']) expect(hasDetail(full)).toBe(true);
  });
});

describe('the distance between two events', () => {
  it.each([
    [0, '±0'],
    [-340_000, '−340 ms'],
    [12_999_999, '+12 s'],
    [123_000_000, '+2 min 3 s'],
    [-7_200_000_000, '−2 h'],
    [90_000_000_000, '+1 d 1 h'],
  ])('%d µs is %s', (micros, text) => expect(formatDistance(micros)).toBe(text));
});

it('says that a file which was not read to its end has no hash', () => {
  expect(shownSha256('')).toBe('not known: the file was not read to its end');
  expect(shownSha256('aa')).toBe('aa');
});
