import type { PartialTheme } from '@nivo/theming';
import { useMemo, useSyncExternalStore } from 'react';
import { COLOURS } from '../state/value-colours.ts';

/** The tokens of the theme on screen as plain colours, which a saved picture needs as well. */
export interface ChartTokens {
  readonly text: string;
  readonly muted: string;
  readonly faint: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ground: string;
  readonly float: string;
  readonly accent: string;
  readonly red: string;
  readonly amber: string;
  readonly font: string;
  /** `--chart-1` to `--chart-8`. */
  readonly palette: readonly string[];
  /** For what is folded into "Other". */
  readonly other: string;
}

/** The tokens, anew when the theme on screen changes. */
export function useChartTokens(): ChartTokens {
  return useSyncExternalStore(watchScheme, shownTokens);
}

/** The colour a paint stands for: those of series come as `var(--chart-3)`. */
export function plainColour({ palette, other }: ChartTokens, paint: string): string {
  const number = /--chart-(\d)/.exec(paint)?.[1];
  return number === undefined ? other : (palette[Number(number) - 1] ?? other);
}

/** How nivo draws axes, grids and text. Its own tooltips are not used. */
export function nivoTheme({ text, muted, line, lineStrong, accent, font }: ChartTokens): PartialTheme {
  const label = { fontFamily: font, fontSize: 12, fill: muted };
  return {
    background: 'transparent',
    text: { ...label, fill: text },
    axis: {
      domain: { line: { stroke: lineStrong, strokeWidth: 1 } },
      ticks: { line: { stroke: lineStrong, strokeWidth: 1 }, text: label },
      legend: { text: label },
    },
    grid: { line: { stroke: line, strokeWidth: 1 } },
    labels: { text: label },
    markers: { lineColor: muted, lineStrokeWidth: 1 },
    crosshair: { line: { stroke: accent, strokeWidth: 1, strokeOpacity: 1 } },
  };
}

/** {@link nivoTheme} of the theme on screen. */
export function useNivoTheme(): PartialTheme {
  const tokens = useChartTokens();
  return useMemo(() => nivoTheme(tokens), [tokens]);
}

const SCHEME = 'data-mantine-color-scheme';

let shown: { readonly scheme: string; readonly tokens: ChartTokens } | null = null;

/** Read once for a theme: every segment of a bar asks for them, and the browser works styles out for each reading. */
function shownTokens(): ChartTokens {
  const scheme = document.documentElement.getAttribute(SCHEME) ?? 'light';
  if (shown?.scheme !== scheme) shown = { scheme, tokens: readTokens() };
  return shown.tokens;
}

const watchers = new Set<() => void>();
let observer: MutationObserver | null = null;

function watchScheme(changed: () => void): () => void {
  watchers.add(changed);
  observer ??= observedScheme();
  return () => {
    watchers.delete(changed);
    if (watchers.size > 0) return;
    observer?.disconnect();
    observer = null;
  };
}

function observedScheme(): MutationObserver {
  const made = new MutationObserver(() => {
    for (const changed of watchers) changed();
  });
  made.observe(document.documentElement, { attributeFilter: [SCHEME] });
  return made;
}

function readTokens(): ChartTokens {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: token('--text'),
    muted: token('--text-muted'),
    faint: token('--text-faint'),
    line: token('--line-soft'),
    lineStrong: token('--line-strong'),
    ground: token('--bg'),
    float: token('--bg-float'),
    accent: token('--accent'),
    red: token('--red'),
    amber: token('--amber'),
    font: token('--font-ui'),
    palette: Array.from({ length: COLOURS }, (_, at) => token(`--chart-${at + 1}`)),
    other: token('--chart-other'),
  };
}
