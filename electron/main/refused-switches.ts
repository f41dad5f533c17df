/** Switches that would let another program read or steer an installed Trailglass. */
const REFUSED = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'js-flags',
  'no-sandbox',
] as const;

/** The first refused switch of a start, or null. */
export function refusedSwitch(hasSwitch: (name: string) => boolean): string | null {
  return REFUSED.find((name) => hasSwitch(name)) ?? null;
}
