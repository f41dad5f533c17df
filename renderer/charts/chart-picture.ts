import { visibleText } from '../../shared/text/visible-text.ts';
import type { ChartTokens } from './chart-tokens.ts';

/** A line of the legend of a picture. */
export interface LegendLine {
  /** Null is hatched: events without a value. */
  readonly colour: string | null;
  /** Name, value and share; may be text of a log. */
  readonly text: string;
}

/** A chart as it is drawn, and what stands around it in a picture that is looked at by itself. */
export interface Picture {
  readonly drawing: SVGSVGElement;
  readonly title: string;
  /** What is counted and which filter it is of, one line each. */
  readonly notes: readonly string[];
  readonly legend: readonly LegendLine[];
}

const SVG = 'http://www.w3.org/2000/svg';
const EDGE = 16;
const LINE = 18;
/** Characters of a line; the font of whoever opens the picture is not known. */
const LINE_CHARACTERS = 110;
const NARROWEST = 640;
/** Pixels of a PNG for each of the picture. */
const PIXELS = 2;

/**
 * The picture as SVG text: the drawing with its title, its notes and its legend, and the font they are written in. Its
 * text is only ever text.
 */
export async function pictureSvg(
  { drawing, title, notes, legend }: Picture,
  tokens: ChartTokens,
): Promise<string> {
  const size = { width: drawing.clientWidth, height: drawing.clientHeight };
  const lines = notes.flatMap((note) => wrapped(visibleText(note)));
  const chartTop = EDGE + LINE * (lines.length + 1) + 6;
  const legendTop = chartTop + size.height + 12;
  const width = Math.max(NARROWEST, size.width + 2 * EDGE);
  const height = legendTop + LINE * legend.length + EDGE;
  const svg = element('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  svg.setAttribute('font-family', tokens.font);
  svg.append(element('rect', { width, height, fill: tokens.ground }), hatching(tokens));
  svg.append(
    text(visibleText(title), EDGE, EDGE + 12, { 'font-size': 16, 'font-weight': 600, fill: tokens.text }),
  );
  for (const [at, line] of lines.entries()) {
    svg.append(text(line, EDGE, EDGE + 12 + LINE * (at + 1), { 'font-size': 12, fill: tokens.muted }));
  }
  svg.append(placed(drawing, EDGE, chartTop, size));
  for (const [at, { colour, text: said }] of legend.entries()) {
    const y = legendTop + LINE * at;
    svg.append(element('rect', { x: EDGE, y: y + 4, width: 10, height: 10, rx: 2, fill: colour ?? HATCHED }));
    svg.append(text(visibleText(said), EDGE + 18, y + 13, { 'font-size': 12, fill: tokens.text }));
  }
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

function wrapped(line: string): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > LINE_CHARACTERS) {
    const blank = rest.lastIndexOf(' ', LINE_CHARACTERS);
    const end = blank > 0 ? blank : LINE_CHARACTERS;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}
