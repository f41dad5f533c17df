import { Button } from '@mantine/core';
import { Clock } from 'lucide-react';
import { memo } from 'react';
import { describeClause, describeTimeRange } from '../../shared/filter/describe.ts';
import { clearAll, removeChip, setTime, toggleChip } from '../../shared/filter/edit.ts';
import { choiceOfClause, isNoChoice } from '../../shared/filter/field-choice.ts';
import { EMPTY_FILTER, type Filter, TIME_PRESETS, type TimeRange } from '../../shared/filter/filter.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import styles from './ChipsRow.module.css';
import { ClauseColours } from './ClauseColours.tsx';
import { ClauseEditor } from './ClauseEditor.tsx';
import { FilterChip } from './FilterChip.tsx';
import { TimeEditor } from './TimeEditor.tsx';
import { useSourceNames } from './use-source-names.ts';
import { WindowMoves } from './WindowMoves.tsx';

/** Every restriction in words: edit it, switch it off, or remove it. */
export const ChipsRow = memo(function ChipsRow() {
  const { filter: store } = useServices();
  const filter = useFilter();
  const nameValue = useSourceNames();
  const timed = filter.time.preset !== 'all';
  if (!timed && filter.chips.length === 0) return null;
  return (
    <ul className={styles.row} aria-label="Active filters">
      {timed && (
        <FilterChip
          text={timeText(filter.time)}
          icon={<Clock size={12} aria-hidden="true" />}
          onRemove={() =>
            store.apply((before) => setTime(before, { ...EMPTY_FILTER.time, zone: before.time.zone }))
          }
          editor={(close) => <TimeEditor onDone={close} />}
          width={420}
        >
          <WindowMoves className={styles.tool} />
        </FilterChip>
      )}
      {filter.chips.map((chip, at) => (
        <FilterChip
          // A clause may stand twice, so only its place tells two chips apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          text={describeClause(chip.clause, nameValue)}
          icon={chip.off ? null : <ClauseColours clause={chip.clause} />}
          off={chip.off}
          onToggle={() => store.apply((before) => toggleChip(before, at))}
          onRemove={() => store.apply((before) => removeChip(before, at))}
          editor={(close) => <ClauseEditor at={at} onDone={close} />}
          onClosed={() => store.adjust((before) => withoutEmpty(before, at))}
        />
      ))}
      <li>
        <Button variant="subtle" className={styles.clear} onClick={() => store.apply(clearAll)}>
          Clear all
        </Button>
      </li>
    </ul>
  );
});

function timeText(time: TimeRange): string {
  const bounds = describeTimeRange(time);
  return time.preset === 'custom' ? `time ${bounds}` : `${TIME_PRESETS[time.preset]}: ${bounds}`;
}

/** A chip whose last value was taken out stays while its editor is open, for what is chosen instead. */
function withoutEmpty(filter: Filter, at: number): Filter {
  const clause = filter.chips[at]?.clause;
  const choice = clause === undefined ? null : choiceOfClause(clause);
  return choice !== null && isNoChoice(choice) ? removeChip(filter, at) : filter;
}
