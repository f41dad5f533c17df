import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type QueryContext, queryContext } from '../../../renderer/filters/query-context.ts';
import {
  comparisonOffers,
  type QueryOffer,
  takeOffer,
  termOffers,
  valueOffers,
} from '../../../renderer/filters/query-offers.ts';
import { readQuery } from '../../../renderer/filters/read-query.ts';
import { parseWritten } from '../../../shared/filter/written.ts';
import { hostileText } from '../filter/clause-arbitrary.ts';

/** The context at the bar in a text. */
function at(marked: string): QueryContext {
  const cursor = marked.indexOf('|');
  return queryContext(marked.replace('|', ''), cursor);
}

const values = (...names: string[]) => names.map((value) => ({ value, label: value, events: 3 }));

describe('what stands at the cursor of a query', () => {
  it.each([
    ['act|', 'act', false],
    ['-act|', 'act', false],
    ['model:gpt-4o (prov|', 'prov', true],
    ['action:x reso|', 'reso', true],
    ['ac|tion:x', 'ac', false],
    ['"a phrase" |', '', true],
    ['/a b/ act|', 'act', true],
    ['and/or act|', 'act', true],
    ['"/quoted" act|', 'act', true],
    ['action:("a" OR "b") act|', 'act', true],
    ['credits:[1 TO 5] act|', 'act', true],
    ['|', '', false],
  ])('the beginning of a term: %s', (marked, typed, behindTerm) => {
    expect(at(marked)).toMatchObject({ kind: 'term', typed, behindTerm });
  });

  it.each([
    ['action:cre|', 'action', 'cre', false],
    ['-action:|', 'action', '', false],
    ['action:"model.dis|', 'action', 'model.dis', false],
    ['workspace:"Brand St| more', 'workspaceName', 'Brand St', false],
    ['action:("a" OR |', 'action', '', true],
    ['action:(mo|', 'action', 'mo', true],
    ['action:("a" OR "b|"', 'action', 'b', true],
    ['"User ID":x|', 'User ID', 'x', false],
    ['a (b actor:d|)', 'actor', 'd', false],
    ['actor:a\\ b|', 'actor', 'a b', false],
  ])('a value of a field: %s', (marked, field, typed, grouped) => {
    expect(at(marked)).toMatchObject({ kind: 'value', field, typed, grouped });
  });

  it.each(['credits:>1|', 'time:[2026-10-01 TO |', 'credits:<=|'])('a bound: %s', (marked) => {
    expect(at(marked).kind).toBe('bound');
  });

  it.each(['/|', '/prod act|', '-/prod|', 'action:/^api|', '"a/b" /x|', '/a b/ /x|'])(
    'a regular expression: %s',
    (marked) => {
      expect(at(marked)).toEqual({ kind: 'pattern' });
    },
  );

  it.each(['"some act|', '"done"|', 'action:"x"|', '(a)|'])('nothing to complete: %s', (marked) => {
    expect(at(marked)).toEqual({ kind: 'nothing' });
  });

  it('is found for any text, with places inside it', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { maxLength: 6 }), fc.nat(40), (parts, place) => {
        const text = parts.join(' ');
        const cursor = Math.min(place, text.length);
        const context = queryContext(text, cursor);
        if (!('from' in context)) return;
        expect(0 <= context.from && context.from <= cursor).toBe(true);
        expect(cursor <= context.to && context.to <= text.length).toBe(true);
      }),
    );
  });
});

describe('what is offered', () => {
  const inserts = (offers: readonly QueryOffer[]): string[] => offers.map(({ insert }) => insert);
  const term = (typed: string, behindTerm = false) =>
    ({ kind: 'term', from: 0, to: typed.length, typed, behindTerm }) as const;
  const value = (field: string, typed: string) =>
    ({ kind: 'value', from: 0, to: typed.length, typed, field, grouped: false }) as const;

  it('are fields that begin with the word, then those that contain it', () => {
    expect(inserts(termOffers(term('resource'), []))[0]).toBe('resourceKind:');
    expect(inserts(termOffers(term('TOKENS'), []))).toEqual(['inputTokens:', 'outputTokens:']);
    expect(termOffers(term('nothing like it'), [])).toEqual([]);
  });

  it('are columns of the files, quoted where they must be', () => {
    const column = { ref: 'extra.User ID', label: 'User ID', kind: 'text', extra: true, filled: 1 } as const;
    expect(inserts(termOffers(term('extra'), [column]))).toEqual(['"extra.User ID":']);
  });

  it('are operators once there is something to join', () => {
    expect(inserts(termOffers(term('o'), []))).not.toContain('OR');
    expect(inserts(termOffers(term('o', true), []))).toContain('OR');
  });

  it('are the values of a field with their counts, and the pattern of an action', () => {
    const found = values('mcp_oauth_client.created', 'mcp_oauth_client.deleted', 'sso.enabled');
    const offers = valueOffers(value('action', 'mcp_oauth'), found);
    expect(inserts(offers)).toEqual([
      'mcp_oauth_client.*',
      '"mcp_oauth_client.created"',
      '"mcp_oauth_client.deleted"',
    ]);
    expect(offers[0]?.count).toBe('6');
    expect(inserts(valueOffers(value('action', 'single sign-on was switched on'), found))).toEqual([
      '"sso.enabled"',
    ]);
    expect(inserts(valueOffers(value('actor', 'nul'), []))).toEqual(['null']);
  });

  it('are none of the values of other letters', () => {
    const old = [...values('Brand Studio', 'Research'), { value: null, label: 'No value', events: 9 }];
    expect(inserts(valueOffers(value('workspaceName', 'bra'), old))).toEqual(['"Brand Studio"']);
  });

  it('are comparisons of numbers and times', () => {
    expect(inserts(comparisonOffers('credits', '', '2026-10-31'))).toContain('[ TO ]');
    expect(inserts(comparisonOffers('time', '', '2026-10-31'))[0]).toBe('2026-10-31');
    expect(comparisonOffers('credits', '1', '2026-10-31')).toEqual([]);
  });

  it('mean exactly the value they show, whatever is in it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const [offer] = valueOffers(value('model', ''), values(text));
        expect(parseWritten(`model:${offer?.insert ?? ''}`)).toEqual([
          { kind: 'facet', field: 'model', include: [text], exclude: [] },
        ]);
      }),
    );
  });
});

describe('taking an offer', () => {
  const offer = { insert: 'model:', about: '', count: null, open: true, back: 0 };

  it('replaces the word and puts the cursor behind it', () => {
    expect(takeOffer('a -mod z', { from: 3, to: 6 }, offer)).toEqual({ text: 'a -model: z', cursor: 9 });
  });

  it('goes on behind a space once a value is complete', () => {
    const done = { ...offer, insert: '"gpt-4o"', open: false };
    expect(takeOffer('model:gp', { from: 6, to: 8 }, done)).toEqual({ text: 'model:"gpt-4o" ', cursor: 15 });
    expect(takeOffer('model:(gp)', { from: 7, to: 9 }, done).text).toBe('model:("gpt-4o")');
  });

  it('stays inside a range', () => {
    expect(takeOffer('credits:', { from: 8, to: 8 }, { ...offer, insert: '[ TO ]', back: 5 })).toEqual({
      text: 'credits:[ TO ]',
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
