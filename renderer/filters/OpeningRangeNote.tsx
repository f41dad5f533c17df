import { useStore } from 'zustand';
import { TIME_PRESETS } from '../../shared/filter/filter.ts';
import { useServices } from '../app/services-context.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { LogText } from '../ui/LogText.tsx';
import styles from './Filters.module.css';
import { nameOfKinds, openingPreset } from './opening-range.ts';

/** On what range workspaces like this one open, and the way back to what is usual for them. */
export function OpeningRangeNote() {
  const { openedOn, openingRanges } = useServices();
  const kinds = useStore(openedOn, (state) => state.kinds);
  const chosen = useStore(openingRanges, (state) => state.chosen);
  const profiles = useEngineQuery('profiles', kinds.length === 0 ? null : {});
  if (kinds.length === 0) return null;
  const key = nameOfKinds(kinds);
  const titles = kinds.map((kind) => profiles.data?.find(({ id }) => id === kind)?.title ?? kind);
  return (
    <p className={styles.hint}>
      Opens on {TIME_PRESETS[openingPreset(kinds, chosen)]}
      {chosen.has(key) ? ', the preset last chosen for ' : ' for '}
      <LogText
        text={titles.length === 1 ? (titles[0] ?? '') : `these ${titles.length} kinds of logs`}
        limit={60}
      />
      .{' '}
      {chosen.has(key) && (
        <button type="button" className={styles.textButton} onClick={() => openingRanges.forget(key)}>
          Back to the usual
        </button>
      )}
    </p>
  );
}
