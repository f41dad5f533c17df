const UNITS: readonly (readonly [micros: number, sign: string])[] = [
  [86_400_000_000, 'd'],
  [3_600_000_000, 'h'],
  [60_000_000, 'min'],
  [1_000_000, 's'],
  [1_000, 'ms'],
  [1, 'µs'],
];

/**
 * How far an event is from another, in its two largest units: `+2 min 3 s`, `−340 ms`, `±0`.
 * @param micros behind the other; negative before it
 */
export function formatDistance(micros: number): string {
  if (micros === 0) return '±0';
  const sign = micros < 0 ? '−' : '+';
  const size = Math.abs(micros);
  const first = UNITS.findIndex(([unit]) => size >= unit);
  const [unit, name] = UNITS[first] ?? [1, 'µs'];
  const whole = Math.floor(size / unit);
  const [smaller, smallerName] = UNITS[first + 1] ?? [1, ''];
  const rest = unit > 1_000_000 ? Math.floor((size % unit) / smaller) : 0;
  return `${sign}${whole} ${name}${rest > 0 ? ` ${rest} ${smallerName}` : ''}`;
}
