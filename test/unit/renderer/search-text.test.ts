import { describe, expect, it } from 'vitest';
import { searchText } from '../../../renderer/views/search-text.ts';
import type { Progress } from '../../../shared/api/contract.ts';

const SEARCHING: Progress = {
  stage: 'Searching',
  done: 412_000,
  total: 1_000_000,
  unit: 'records',
  records: null,
};

describe('how far a search is', () => {
  it('is told in events, with what was found', () => {
    expect(searchText(SEARCHING, 23)).toBe(
      'Searching… 412,000 of 1,000,000 events · the first 23 found are shown',
    );
    expect(searchText(SEARCHING, null)).toBe('Searching… 412,000 of 1,000,000 events');
    expect(searchText({ ...SEARCHING, total: null }, null)).toBe('Searching… 412,000');
  });

  it('is not made up before anything is known', () => {
    expect(searchText(null, null)).toBe('Working…');
  });
});
