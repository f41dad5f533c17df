import { describe, expect, it } from 'vitest';
import type { Column } from '../../../../electron/engine/columns/column.ts';
import { KeptTexts } from '../../../../electron/engine/query/text/kept-texts.ts';

const column: Column = { kind: 'number', values: new Int8Array(60), base: 0, scale: 1 };

/** Notes what is read. */
const noting =
  (read: string[]) =>
  <T>(name: string, value: T): T => {
    read.push(name);
    return value;
  };

describe('what searches keep for one another', () => {
  it('is read once, a column without a value too', () => {
    const kept = new KeptTexts(1_000);
    const read: string[] = [];
    const reading = noting(read);
    const ask = () => {
      kept.column(1, 'action', () => reading('action', column));
      kept.column(1, 'model', () => reading('model', null));
      kept.column(2, 'action', () => reading('action of 2', column));
      kept.content(7, () => reading('block', Buffer.alloc(10)));
    };
    ask();
    ask();
    expect(read).toEqual(['action', 'model', 'action of 2', 'block']);
  });

  it('stays below its bytes; what came first stays', () => {
    const kept = new KeptTexts(100);
    const read: string[] = [];
    const reading = noting(read);
    const ask = () => {
      kept.column(1, 'action', () => reading('action', column));
      kept.content(7, () => reading('block', Buffer.alloc(50)));
      kept.content(8, () => reading('small block', Buffer.alloc(40)));
    };
    ask();
    ask();
    expect(read).toEqual(['action', 'block', 'small block', 'block']);
  });

  it('is forgotten when the index is another', () => {
    const kept = new KeptTexts(1_000);
    const read: string[] = [];
    const reading = noting(read);
    const ask = () => kept.column(1, 'action', () => reading('action', column));
    kept.ofGeneration('1,2,2');
    ask();
    kept.ofGeneration('1,2,2');
    ask();
    kept.ofGeneration('3,4,2');
    ask();
    expect(read).toHaveLength(2);
  });
});
