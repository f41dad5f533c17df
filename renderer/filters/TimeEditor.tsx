import { type KeyboardEvent, useState } from 'react';
import { describeTimeRange } from '../../shared/filter/describe.ts';
import { setTime } from '../../shared/filter/edit.ts';
import { TIME_PRESETS, type TimeRange } from '../../shared/filter/filter.ts';
import { RELATIVE_PRESETS, resolvePreset } from '../../shared/time/range.ts';
import { useServices } from '../app/services-context.ts';
import { useAsOf, useFilter, useZone } from '../app/use-settings.ts';
import { CustomDates } from './CustomDates.tsx';
import styles from './Filters.module.css';
import { choosePreset } from './keep-opening-range.ts';
import { OpeningRangeNote } from './OpeningRangeNote.tsx';
import { WindowMoves } from './WindowMoves.tsx';
import { WrittenRangeInput } from './WrittenRangeInput.tsx';

/** A range in words, the presets, Custom with its two dates, and the moves of the range there is. */
export function TimeEditor({ onDone }: { readonly onDone: () => void }) {
  const services = useServices();
  const { time } = useFilter();
  const zone = useZone();
  const asOf = useAsOf();
  const [custom, setCustom] = useState(false);

  const choose = (range: TimeRange): void => {
    services.filter.apply((filter) => setTime(filter, range));
    onDone();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move the focus among the presets inside
    <div className={styles.time} onKeyDown={moveAmongPresets}>
      <WrittenRangeInput zone={zone} asOf={asOf.at} onChoose={choose} />
      <ul className={styles.presets} aria-label="Time range">
        {RELATIVE_PRESETS.map((preset) => (
          <li key={preset}>
            <button
              type="button"
              className={styles.preset}
              data-preset
              aria-pressed={time.preset === preset && !custom}
              onClick={() => {
                choosePreset(services, preset);
                onDone();
              }}
            >
              {TIME_PRESETS[preset]}
              <span className={styles.bounds}>
                {preset === 'all' ? '' : describeTimeRange(resolvePreset(preset, zone, asOf.at))}
              </span>
            </button>
          </li>
        ))}
        <li>
          <button
            type="button"
            className={styles.preset}
            data-preset
            aria-pressed={custom || time.preset === 'custom'}
            aria-expanded={custom}
            onClick={() => setCustom(!custom)}
          >
            {TIME_PRESETS.custom}
            <span className={styles.bounds}>{time.preset === 'custom' ? describeTimeRange(time) : ''}</span>
          </button>
        </li>
      </ul>
      {custom && <CustomDates time={time} zone={zone} asOf={asOf.at} onChoose={choose} />}
      <div className={styles.moves}>
        <WindowMoves className={styles.move} />
      </div>
      <OpeningRangeNote />
    </div>
  );
}

/** Arrow keys go from the text through the presets. */
function moveAmongPresets(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-autofocus], [data-preset]')];
  const at = stops.indexOf(event.target as HTMLElement);
  if (step === undefined || at < 0) return;
  stops[at + step]?.focus();
  event.preventDefault();
}
