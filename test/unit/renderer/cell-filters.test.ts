import { describe, expect, it } from 'vitest';
import { cellFilters } from '../../../renderer/grid/cell-filters.ts';
import { formatCellTime, isApplicable } from '../../../renderer/grid/cell-value.ts';
import type { EventRow } from '../../../shared/domain/event.ts';
import { FIELD_NAMES } from '../../../shared/domain/fields.ts';
import { EMPTY_FILTER } from '../../../shared/filter/filter.ts';
import { printWritten } from '../../../shared/filter/written.ts';

function event(values: Partial<EventRow>): EventRow {
  const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, null]));
  return { ...fields, id: 1, source: 1, extra: [], ...values } as unknown as EventRow;
}

function written(row: EventRow, ref: string, which: 'keep' | 'leaveOut'): string | null {
  const filters = cellFilters(row, ref);
  return filters === null
    ? null
    : printWritten(filters[which](EMPTY_FILTER).chips.map(({ clause }) => clause));
}

describe('filtering by a cell', () => {
  const row = event({
    actor: 'dana@x.test',
    credits: 1.5,
    byok: true,
    extra: [['time', 'noon']],
    detail: '{}',
  });

  it('keeps or leaves out exactly its value', () => {
    expect(written(row, 'actor', 'keep')).toBe('actor:"dana@x.test"');
    expect(written(row, 'actor', 'leaveOut')).toBe('-actor:"dana@x.test"');
    expect(written(row, 'byok', 'keep')).toBe('byok:"true"');
  });

  it('compares numbers as numbers', () => {
    expect(written(row, 'credits', 'keep')).toBe('credits:1.5');
    expect(written(row, 'credits', 'leaveOut')).toBe('-credits:1.5');
  });

  it('takes "no value" for a value', () => {
    expect(written(row, 'resource', 'keep')).toBe('resource:null');
  });

  it('keeps a column of the file apart from the field of that name', () => {
    expect(written(row, 'extra.time', 'keep')).toContain('noon');
    expect(written(row, 'extra.time', 'keep')).toContain('extra.time');
  });

  it('offers none for JSON and times', () => {
    expect(cellFilters(row, 'detail')).toBeNull();
    expect(cellFilters(event({ time: 5 }), 'time')).toBeNull();
    expect(cellFilters(event({ time: null }), 'time')).not.toBeNull();
  });
});

describe('a cell', () => {
  it('shows only the digits of a second that there are', () => {
    const at = Date.UTC(2026, 9, 30, 14, 5, 11) * 1_000;
    expect(formatCellTime(at, 'UTC')).toBe('30 Oct 2026 14:05:11');
    expect(formatCellTime(at + 204_000, 'UTC')).toBe('30 Oct 2026 14:05:11.204');
    expect(formatCellTime(at + 7, 'UTC')).toBe('30 Oct 2026 14:05:11.000007');
    expect(formatCellTime(Date.UTC(2026, 9, 3) * 1_000, 'UTC')).toBe('\u20073 Oct 2026 00:00:00');
  });

  it('tells missing from not applicable', () => {
    expect(isApplicable(event({ family: 'audit' }), 'credits')).toBe(false);
    expect(isApplicable(event({ family: 'usage' }), 'credits')).toBe(true);
    expect(isApplicable(event({ family: 'audit' }), 'resource')).toBe(true);
    expect(isApplicable(event({ extra: [['a', '1']] }), 'extra.b')).toBe(false);
  });
});

describe('filtering by a bare verb', () => {
  const create = event({ action: 'create', resourceType: 'team' });

  it('means the verb together with the type of its resource', () => {
    expect(written(create, 'action', 'keep')).toBe('action:"create" resourceType:"team"');
    expect(written(create, 'action', 'leaveOut')).toBe('-(action:"create" resourceType:"team")');
  });

  it('is not needed where the action says of what it is', () => {
    const dotted = event({ action: 'model.enabled', resourceType: 'model' });
    expect(written(dotted, 'action', 'keep')).toBe('action:"model.enabled"');
    expect(written(event({ action: 'AssetDeleted', resourceType: 'asset' }), 'action', 'leaveOut')).toBe(
      '-action:"AssetDeleted"',
    );
  });
});
