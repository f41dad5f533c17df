import { describe, expect, it } from 'vitest';
import { isDay } from '../../../renderer/ui/is-day.ts';

describe('a typed date', () => {
  it.each(['2026-10-30', '2024-02-29', '1999-12-31'])('%s is one', (text) => expect(isDay(text)).toBe(true));
  it.each(['2026-02-30', '2025-02-29', '2026-13-01', '30.10.2026', '2026-1-1', '2026-10-30T00:00', ''])(
    '"%s" is none',
    (text) => expect(isDay(text)).toBe(false),
  );
});
