/* Numbers and times for people, on a terminal. */

const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 9 });
const BYTE_UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `1,234,567`; a dash for an absent value. */
export function countText(value: number | null): string {
  return value === null ? '-' : COUNT.format(value);
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
