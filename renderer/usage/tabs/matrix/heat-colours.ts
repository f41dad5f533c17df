/** A colour as its parts, 0 to 255. */
type Rgb = readonly [red: number, green: number, blue: number];

/** What cells of a heat map are painted with. Hex colours, as a saved picture needs them. */
export interface HeatTokens {
  readonly ground: string;
  readonly text: string;
  /** For values above and below nothing. */
  readonly more: string;
  readonly less: string;
}

export interface HeatPaint {
  readonly fill: string;
  /** What can be read best on it. */
  readonly text: string;
}

/**
 * How a value is painted: the stronger, the nearer it is to the largest. Usage is spread over orders of magnitude, so
 * strength goes with the square root; the smallest value there is can be told from none.
 * @param most the largest distance from nothing among all cells
 */
export function heatOf(value: number | null, most: number, tokens: HeatTokens): HeatPaint {
  if (value === null || value === 0 || most <= 0) return { fill: tokens.ground, text: tokens.text };
  const strength = 0.08 + 0.92 * Math.sqrt(Math.min(1, Math.abs(value) / most));
  const fill = mixed(rgbOf(tokens.ground), rgbOf(value < 0 ? tokens.less : tokens.more), strength);
  const readable = [tokens.text, tokens.ground, '#000000', '#ffffff'].toSorted(
    (a, b) => contrast(rgbOf(b), fill) - contrast(rgbOf(a), fill),
  );
  return { fill: hexOf(fill), text: readable[0] ?? tokens.text };
}

function rgbOf(hex: string): Rgb {
  // A style sheet may be written with the short form of a colour.
  const [, short, long] = /^#(?:([0-9a-f]{3})|([0-9a-f]{6}))$/i.exec(hex) ?? [];
  const digits = long ?? short?.replaceAll(/./g, '$&$&');
  if (digits === undefined) throw new Error(`${hex} is not a hex colour.`);
  const part = (at: number): number => Number.parseInt(digits.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

function hexOf(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function mixed(from: Rgb, to: Rgb, strength: number): Rgb {
  const at = (part: 0 | 1 | 2): number => from[part] + (to[part] - from[part]) * strength;
  return [at(0), at(1), at(2)];
}

/** WCAG's contrast ratio of two colours, 1 to 21. */
function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((one, other) => other - one);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
