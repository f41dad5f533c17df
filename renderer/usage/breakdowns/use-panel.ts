import { useCallback, useMemo } from 'react';
import type { Breakdown, Summary } from '../../../shared/api/contract.ts';
import type { Measure } from '../../../shared/domain/measures.ts';
import { describeFilter } from '../../../shared/filter/describe.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { measureOf, type Unit, unitOf } from '../../../shared/usage/group-value.ts';
import { type Part, partsOf } from '../../../shared/usage/shares.ts';
import { currentScopedFilter } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import type { LegendLine } from '../../charts/chart-picture.ts';
import type { ChartData } from '../../charts/chart-table.ts';
import { plainColour, useChartTokens } from '../../charts/chart-tokens.ts';
import type { BarSegment } from '../../charts/ShareBar.tsx';
import { formatPercent } from '../../ui/numbers.ts';
import { unitLabel, unitPhrase, unitText } from '../measured-text.ts';
import { groupsTable, partName } from './breakdown-data.ts';
import type { BreakdownKind } from './breakdown-kinds.ts';
import { keepPart, leaveOutPart } from './part-filter.ts';

/** A part with how it is drawn and what is said of it. */
export interface ShownPart extends Part {
  /** `var(--chart-n)`; null is hatched. */
  readonly colour: string | null;
  readonly hint: string;
}

/** What a breakdown shows, and what can be done with it. */
export interface Panel {
  /** What its values are in. */
  readonly unit: Unit;
  readonly parts: readonly ShownPart[];
  readonly segments: readonly BarSegment[];
  readonly legend: readonly LegendLine[];
  /** For a picture: what it shows, and which filter it is of. */
  readonly notes: () => readonly string[];
  /** Includes or excludes the events of a part. */
  readonly pick: (at: number, leaveOut: boolean) => void;
  /** Everything there is to save. */
  readonly data: () => Promise<ChartData>;
}

export function usePanel(
  kind: BreakdownKind,
  breakdown: Breakdown | null,
  summary: Summary | null,
  measure: Measure,
): Panel {
  const services = useServices();
  const { colours, engine, filter: store } = services;
  const tokens = useChartTokens();
  const { field } = kind;
  const unit = useMemo(
    () => unitOf(measure, summary ?? { cost: null, byokCost: null, costs: [] }, breakdown?.currency),
    [measure, summary, breakdown],
  );
  const parts = useMemo((): readonly ShownPart[] => {
    if (breakdown === null || summary === null) return [];
    const groups = breakdown.groups.map((group) => ({ ...group, value: measureOf(group, unit) }));
    const found = partsOf({ groups, total: breakdown.total, value: measureOf(summary, unit) });
    const keys = found.flatMap(({ kind: of, key }) => (of === 'value' && key !== null ? [key] : []));
    const given = new Map(colours.together(field, keys).map((colour, at) => [keys[at], colour]));
    return found.map((part) => ({
      ...part,
      colour: part.kind === 'none' ? null : `var(--chart-${given.get(part.key ?? '') ?? 'other'})`,
      hint: hintOf(part, unit),
    }));
  }, [breakdown, summary, unit, colours, field]);
  const segments = useMemo(
    () =>
      parts.map(({ value, colour, hint }) => ({
        value: value ?? 0,
        colour: colour === null ? null : plainColour(tokens, colour),
        hint,
      })),
    [parts, tokens],
  );
  const legend = useMemo(
    () =>
      parts.map((part) => ({
        colour: part.colour === null ? null : plainColour(tokens, part.colour),
        text: lineOf(part, unit),
      })),
    [parts, tokens, unit],
  );
  // Looked up when it is saved, so that a change of the filter draws nothing before the answer is there.
  const scoped = useCallback(() => currentScopedFilter(services), [services]);
  const notes = useCallback(
    () => [`${unitLabel(unit)} by ${kind.one}`, describeFilter(scoped())],
    [unit, kind, scoped],
  );
  const pick = useCallback(
    (at: number, leaveOut: boolean) => {
      const part = parts[at];
      if (part === undefined) return;
      const edit = leaveOut ? leaveOutPart : keepPart;
      store.apply((before) => edit(before, field, part, parts));
    },
    [parts, store, field],
  );
  const data = useCallback(async (): Promise<ChartData> => {
    const { currency } = breakdown ?? {};
    const asked = { filter: scoped(), by: field, measure, limit: 1_000_000, currency };
    const all = await engine.breakdown(asked);
    return { table: groupsTable(kind, all), json: all };
  }, [engine, scoped, field, measure, kind, breakdown]);
  return { unit, parts, segments, legend, notes, pick, data };
}

function lineOf(part: Part, unit: Unit): string {
  const share = part.share === null ? '' : ` (${formatPercent(part.share)})`;
  return `${partName(part)}: ${unitText(part.value, unit)}${share}`;
}

function hintOf(part: Part, unit: Unit): string {
  const share = part.share === null ? '' : `, ${formatPercent(part.share)} of all`;
  const said = `${visibleText(partName(part))}: ${unitPhrase(part.value, unit)}${share}.`;
  return `${said} Click: only this. Alt-click or Alt Enter: without it. Shift Enter: by itself.`;
}
