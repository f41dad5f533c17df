import type { Costs } from '../../../shared/api/contract.ts';
import type { Source } from '../../../shared/domain/source.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';

/* Numbers and times for people, on a terminal. */

const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 9 });
const BYTE_UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `1,234,567`; a dash for an absent value. */
export function countText(value: number | null): string {
  return value === null ? '-' : COUNT.format(value);
}

/** `12.5 EUR, 3 USD`: amounts as they are, each in its currency; a dash where there is none. */
export function costText({ costs }: Costs, name: 'cost' | 'byokCost'): string {
  const amounts = costs.flatMap(({ currency, [name]: amount }) => {
    if (amount === null) return [];
    return [currency === null ? countText(amount) : `${countText(amount)} ${currency}`];
  });
  return amounts.length === 0 ? '-' : amounts.join(', ');
}

/**
 * What a figure of costs is about, where there are several currencies.
 * @param asked the one that was asked for; undefined where that was left to the engine
 */
export function currencyNote(currency: string | null, asked?: string | null): string {
  const isMost = asked === undefined;
  const which =
    currency === null
      ? `that name no currency${isMost ? ', as most do' : ''}`
      : `in ${visibleText(currency)}${isMost ? ', the currency of most events' : ''}`;
  return `the costs ${which}; those in others do not count for it.`;
}

/** `14.2 MiB`. */
export function byteText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_024 && unit < BYTE_UNITS.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${BYTE_UNITS[unit] ?? ''}`;
}

/** How many events came from how many records of a file; null where each record is one event. */
export function recordsText({ read, records }: Pick<Source, 'read' | 'records'>): string | null {
  if (records === null) return null;
  return `${countText(read)} events and rejected records were read from ${countText(records)} records of the file.`;
}
