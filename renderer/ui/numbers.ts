import { visibleText } from '../../shared/text/visible-text.ts';

/** Numbers as people read them: grouped, with every digit there is. */

/** Characters of a currency; codes have three. */
const LONGEST_CURRENCY = 12;

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const EXACT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 9 });
const MONEY = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 9 });
const SHORT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const PERCENT = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 });

/** `12,408` */
export function formatCount(value: number): string {
  return WHOLE.format(value);
}

/** `0.004512`: as many decimals as there are, up to nine. */
export function formatDecimal(value: number): string {
  return EXACT.format(value);
}

/** At least two decimals and no fewer than there are, with the currency where it is known: `$ 12.50`, `12.50 EUR`. */
export function formatMoney(value: number, currency: string | null): string {
  const amount = MONEY.format(value);
  if (currency === null || currency === '') return amount;
  return currency === 'USD' ? `$${amount}` : `${amount} ${currencyText(currency)}`;
}

/** A currency is text of the log like any other: it may neither hide what it is nor push the amount away. */
function currencyText(currency: string): string {
  const shown = currency.length > LONGEST_CURRENCY ? `${currency.slice(0, LONGEST_CURRENCY)}…` : currency;
  return visibleText(shown);
}

/** `1.2M`, for chart axes only. */
export function formatShort(value: number): string {
  return SHORT.format(value);
}

/** A share of 1: `12.5%`. */
export function formatPercent(share: number): string {
  return PERCENT.format(share);
}

/** `1 event`, `2 events`. */
export function formatCountOf(value: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** Sizes in powers of 1,000, as file managers and disks count: `153.2 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${unit === 0 ? WHOLE.format(value) : value.toFixed(1)} ${UNITS[unit] ?? ''}`;
}
