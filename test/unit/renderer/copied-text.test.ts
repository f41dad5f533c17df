import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { GridColumn } from '../../../renderer/grid/column-layout.ts';
import { copiedCell, copiedHeadings, copiedJson, copiedLines } from '../../../renderer/grid/copied-text.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import { FIELD_NAMES } from '../../../shared/domain/fields.ts';
import { undefused } from '../../../shared/text/csv-text.ts';

function event(values: Partial<EventRow>): EventRow {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, null]));
  return { ...fields, id: 7, source: 2, extra: [], ...values } as unknown as EventRow;
}

function column(ref: string, kind: GridColumn['kind'] = 'text'): GridColumn {
  return { ref, label: ref, kind, extra: false, width: 100, frozen: false, withChanges: false };
}

const columns = [column('time', 'instant'), column('actor'), column('credits', 'decimal')];

describe('a copied cell', () => {
  it('is the text as it is stored, with controls as they are on screen', () => {
    const row = event({ actor: '=1+1\tä\u202E\n\u001b[31m\0' });
    expect(copiedCell(row, column('actor'), 'UTC')).toBe('=1+1\tä\u202E\n␛[31m␀');
  });
});

describe('copied rows', () => {
  it('are a table with the zone in its headings', () => {
    const row = event({ time: 0, actor: 'dana', credits: -1.5 });
    expect(copiedHeadings(columns, 'UTC')).toBe('time (UTC)\tactor\tcredits');
    expect(copiedLines([row], columns, 'UTC')).toEqual(['1 Jan 1970 00:00:00 UTC\tdana\t-1.5']);
  });

  it.each(['=cmd|"/C calc"!A0', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '＝1', "'=1"])(
    '%j is text to a spreadsheet',
    (text) => {
      const [line = ''] = copiedLines([event({ actor: text })], [column('actor')], 'UTC');
      const [[cell = ''] = []] = Papa.parse<string[]>(line, { delimiter: '\t' }).data;
      expect(cell).not.toMatch(/^[=+\-@\t＝]/);
      expect(undefused(cell)).toBe(text);
    },
  );

  it('keep their cells and lines apart whatever the log says', () => {
    const text = fc.string({ unit: fc.constantFrom('\t', '\n', '\r', '"', 'a', '=', "'", ' ') });
    fc.assert(
      fc.property(text, text, (actor, resource) => {
        const lines = copiedLines([event({ actor, resource })], [column('actor'), column('resource')], 'UTC');
        const rows = Papa.parse<string[]>(lines.join('\n'), { delimiter: '\t', newline: '\n' }).data;
        expect(rows).toHaveLength(1);
        expect(rows[0]).toHaveLength(2);
      }),
    );
  });

  it('are JSON with every column of the file, whatever its name', () => {
    const row = event({ time: 0, detail: '{"a":1}', changes: 'no json', extra: [['__proto__', 'x']] });
    const copied = JSON.parse(copiedJson([row])) as Record<string, unknown>;
    expect(copied).toMatchObject({ id: 7, sourceId: 2, time: '1970-01-01T00:00:00.000Z', detail: { a: 1 } });
    expect(copied['changes']).toBe('no json');
    expect(Object.entries(copied['extra'] as object)).toEqual([['__proto__', 'x']]);
    expect(JSON.parse(copiedJson([row, row]))).toHaveLength(2);
  });
});
