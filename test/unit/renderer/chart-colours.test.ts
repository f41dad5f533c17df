import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COLOURS } from '../../../renderer/state/value-colours.ts';

const css = readFileSync(new URL('../../../renderer/theme/tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split(/:root\[data-mantine-color-scheme="dark"\]/);

function token(theme: string, name: string): string {
  const value = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(theme)?.[1];
  if (value === undefined) throw new Error(`No colour is called --${name}`);
  return value;
}

/** Relative luminance after WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

describe.each([
  ['light', light],
  ['dark', dark],
])('colours of charts in the %s theme', (_name, theme) => {
  const names = [...Array.from({ length: COLOURS }, (_, at) => `chart-${at + 1}`), 'chart-other'];

  it.each(names)('%s stands out from what it is drawn on', (name) => {
    for (const ground of ['bg', 'bg-float']) {
      expect(contrast(token(theme, name), token(theme, ground))).toBeGreaterThanOrEqual(3);
    }
  });

  it('are all different', () => {
    expect(new Set(names.map((name) => token(theme, name))).size).toBe(names.length);
  });
});
