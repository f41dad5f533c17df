import { visibleText } from '../../shared/text/visible-text.ts';
import type { ChartTokens } from './chart-tokens.ts';

/** A line of the legend of a picture. */
export interface LegendLine {
  /** Null is hatched: events without a value. */
  readonly colour: string | null;
  /** Name, value and share; may be text of a log. */
  readonly text: string;
  /** A line of the drawing rather than an area. */
  readonly dashed?: boolean;
}

/** A chart as it is drawn, and what stands around it in a picture that is looked at by itself. */
export interface Picture {
  readonly drawing: SVGSVGElement;
  readonly title: string;
  /** What is counted and which filter it is of, one line each. */
  readonly notes: readonly string[];
  /** What else is to be said, below everything. */
  readonly remarks?: readonly string[];
  readonly legend: readonly LegendLine[];
}

const SVG = 'http://www.w3.org/2000/svg';
const EDGE = 16;
const LINE = 18;
/** Px of the text of notes and legend. */
const SMALL = 12;
/** Px before the text of a legend. */
const KEY = 18;
const NARROWEST = 640;
/** Pixels of a PNG for each of the picture. */
const PIXELS = 2;

/**
 * The picture as SVG text: the drawing with its title, its notes and its legend, and the font they are written in. Its
 * text is only ever text.
 */
export async function pictureSvg(
  { drawing, title, notes, remarks = [], legend }: Picture,
  tokens: ChartTokens,
): Promise<string> {
  const size = { width: drawing.clientWidth, height: drawing.clientHeight };
  const width = Math.max(NARROWEST, size.width + 2 * EDGE);
  const room = width - 2 * EDGE;
  const pen = penOf(`${SMALL}px ${tokens.font}`);
  const wrap = (lines: readonly string[]) => lines.flatMap((line) => wrapped(visibleText(line), room, pen));
  const [above, below] = [wrap(notes), wrap(remarks)];
  const chartTop = EDGE + LINE * (above.length + 1) + 6;
  const legendTop = chartTop + size.height + 12;
  const belowTop = legendTop + LINE * legend.length + (below.length > 0 && legend.length > 0 ? 8 : 0);
  const height = belowTop + LINE * below.length + EDGE;
  const svg = element('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  svg.setAttribute('font-family', tokens.font);
  svg.append(element('rect', { width, height, fill: tokens.ground }), hatching(tokens));
  svg.append(
    text(visibleText(title), EDGE, EDGE + 12, { 'font-size': 16, 'font-weight': 600, fill: tokens.text }),
  );
  const small = (said: string, x: number, y: number, fill: string) =>
    svg.append(text(said, x, y, { 'font-size': SMALL, fill }));
  for (const [at, line] of above.entries()) small(line, EDGE, EDGE + 12 + LINE * (at + 1), tokens.muted);
  svg.append(placed(drawing, EDGE, chartTop, size));
  for (const [at, line] of legend.entries()) {
    const y = legendTop + LINE * at;
    svg.append(keyOf(line, y));
    small(fitted(visibleText(line.text), room - KEY, pen), EDGE + KEY, y + 13, tokens.text);
  }
  for (const [at, line] of below.entries()) small(line, EDGE, belowTop + LINE * at + 13, tokens.muted);
  const { fontStyle } = await import('./picture-fonts.ts');
  const style = element('style', {});
  style.textContent = fontStyle(svg.textContent);
  svg.prepend(style);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

/**
 * An SVG text as PNG, base64.
 * @throws Error when the platform cannot draw it
 */
export async function svgAsPng(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * PIXELS;
  canvas.height = image.naturalHeight * PIXELS;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This window cannot draw pictures.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
}

const HATCHED = 'url(#legend-hatching)';

/** As in the drawing, what has no value. */
function hatching({ other }: ChartTokens): SVGElement {
  const size = { width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' };
  const pattern = element('pattern', { id: 'legend-hatching', ...size });
  pattern.append(element('line', { y2: 5, stroke: other, 'stroke-width': 3 }));
  const defs = element('defs', {});
  defs.append(pattern);
  return defs;
}

function placed(
  drawing: SVGSVGElement,
  x: number,
  y: number,
  { width, height }: { width: number; height: number },
): SVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  for (const name of ['role', 'aria-label', 'tabindex', 'focusable', 'class']) copy.removeAttribute(name);
  const place = { x, y, width, height };
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
  return copy;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key !== 'xmlns') made.setAttribute(key, String(value));
  }
  return made;
}

function text(
  said: string,
  x: number,
  y: number,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  const made = element('text', { x, y, ...attributes });
  made.textContent = said;
  return made;
}

/** What stands before a line of the legend: a square, or a piece of a dashed line. */
function keyOf({ colour, dashed = false }: LegendLine, y: number): SVGElement {
  if (!dashed)
    return element('rect', { x: EDGE, y: y + 4, width: 10, height: 10, rx: 2, fill: colour ?? HATCHED });
  const line = { x1: EDGE, x2: EDGE + 12, y1: y + 9, y2: y + 9, stroke: colour ?? '' };
  return element('line', { ...line, 'stroke-width': 1.5, 'stroke-dasharray': '4 3' });
}

/** How wide a text is in a font, px; the picture takes the font with it. */
type Pen = (said: string) => number;

function penOf(font: string): Pen {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('This window cannot draw pictures.');
  context.font = font;
  return (said) => context.measureText(said).width;
}

/** Most characters that a line could ever hold; log text may be very long. */
const LONGEST = 2_000;

/** The characters from the start of a text that there is room for; one at the least. */
function fitting(said: string, room: number, pen: Pen): number {
  let [fits, tooMany] = [1, Math.min(said.length, LONGEST) + 1];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (pen(said.slice(0, middle)) <= room) fits = middle;
    else tooMany = middle;
  }
  return fits;
}

function wrapped(line: string, room: number, pen: Pen): string[] {
  const lines: string[] = [];
  let rest = line;
  for (;;) {
    const fits = fitting(rest, room, pen);
    if (fits >= rest.length) return [...lines, rest];
    const blank = rest.lastIndexOf(' ', fits);
    const end = blank > 0 ? blank : fits;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
}

/** A text in the room there is. Of one that is too long the end stays, because the figures stand there. */
function fitted(said: string, room: number, pen: Pen): string {
  if (fitting(said, room, pen) >= said.length) return said;
  const end = `…${said.slice(-END)}`;
  return said.slice(0, fitting(said, room - pen(end), pen)) + end;
}

/** Characters kept of the end of a text: `: 1,234,567.89 credits (12.3%)`. */
const END = 48;
