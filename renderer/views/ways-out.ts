import type { FilterRelaxations } from '../../shared/api/contract.ts';
import { describeClause, describeTimeRange, type NameValue } from '../../shared/filter/describe.ts';
import { setTime, toggleChip } from '../../shared/filter/edit.ts';
import { activeClauses, EMPTY_FILTER, type Filter, TIME_PRESETS } from '../../shared/filter/filter.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { formatInstant } from '../../shared/time/format.ts';
import { formatCountOf } from '../ui/numbers.ts';
import { upToNewest } from './up-to-newest.ts';

/** A way out of a filter that nothing matches. */
export interface WayOut {
  readonly kind: 'time' | 'newest' | 'chip' | 'scope';
  readonly text: string;
  /** The filter after it; null for going on to all events. */
  readonly edit: ((filter: Filter) => Filter) | null;
}

interface Situation {
  /** The filter as the user set it; what is asked for beyond its chips is the scope of the view. */
  readonly filter: Filter;
  readonly found: FilterRelaxations;
  readonly zone: string;
  readonly nameValue: NameValue;
}

/**
 * What can be lifted. Where lifting one condition brings events back, those that do; else those that match no event by
 * themselves.
 */
export function waysOut(situation: Situation): readonly WayOut[] {
  const { found } = situation;
  const isWay = oneIsEnough(found)
    ? ({ events }: Counts) => events > 0
    : ({ alone }: Counts) => alone === 'none';
  const ways = found.time !== null && isWay(found.time) ? timeWays(situation, found.time) : [];
  return [...ways, ...found.chips.filter(isWay).map((chip) => chipWay(situation, chip))];
}

type Counts = Pick<FilterRelaxations['chips'][number], 'events' | 'alone'>;

/** What the ways have in common. */
export function waysText(filter: Filter, found: FilterRelaxations): string {
  if (oneIsEnough(found)) return 'It takes one step to see events again:';
  if (countsOf(found).some(({ alone }) => alone === 'none')) {
    return 'Lifting one condition is not enough. These match no event at all:';
  }
  const conditions = activeClauses(filter).length + (filter.time.preset === 'all' ? 0 : 1);
  return conditions > 1
    ? 'Each condition has events of its own, but none of them meets the others, and lifting one is not enough.'
    : 'There is no such event in this workspace.';
}

function oneIsEnough(found: FilterRelaxations): boolean {
  return countsOf(found).some(({ events }) => events > 0);
}

function countsOf({ time, chips }: FilterRelaxations): readonly Counts[] {
  return time === null ? chips : [time, ...chips];
}

function timeWays({ filter, zone }: Situation, time: NonNullable<FilterRelaxations['time']>): WayOut[] {
  const { preset } = filter.time;
  const range = preset === 'custom' ? describeTimeRange(filter.time) : TIME_PRESETS[preset];
  const all: WayOut = {
    kind: 'time',
    text:
      time.events > 0
        ? `Show all time, not only ${range}: ${formatCountOf(time.events, 'event')}`
        : `The time range, ${range}: show all time`,
    edit: (now) => setTime(now, { ...EMPTY_FILTER.time, zone: now.time.zone }),
  };
  const { newest } = time;
  if (newest === null) return [all];
  const day = formatInstant(newest, zone, { precision: 'day' });
  const recent: WayOut = {
    kind: 'newest',
    text: `The newest event is of ${day}: show the last 7 days up to it`,
    edit: (now) => setTime(now, upToNewest(newest, zone)),
  };
  return [recent, all];
}

function chipWay(
  { filter, nameValue }: Situation,
  { at, events }: FilterRelaxations['chips'][number],
): WayOut {
  const chip = filter.chips[at];
  if (chip === undefined) {
    return {
      kind: 'scope',
      text: `Show audit and usage events: ${formatCountOf(events, 'event')}`,
      edit: null,
    };
  }
  const words = visibleText(describeClause(chip.clause, nameValue));
  const name = words.length > 120 ? `${words.slice(0, 120)}…` : words;
  return {
    kind: 'chip',
    text: events > 0 ? `Without “${name}”: ${formatCountOf(events, 'event')}` : `“${name}”: switch it off`,
    edit: (now) => toggleChip(now, at),
  };
}
