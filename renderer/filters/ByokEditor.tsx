import { Radio } from '@mantine/core';
import { includedValues, setIncluded } from '../../shared/filter/edit.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import styles from './Filters.module.css';

const CHOICES = [
  { label: 'Any', values: [] },
  { label: 'BYOK only', values: ['true'] },
  { label: 'Non-BYOK only', values: ['false'] },
] as const;

/** Bring-your-own-key calls: any, only these, or none of these. */
export function ByokEditor() {
  const { filter: store } = useServices();
  const included = includedValues(useFilter(), 'byok');
  const chosen = CHOICES.find(({ values }) => values.join() === included.join())?.label ?? null;
  return (
    <Radio.Group
      aria-label="BYOK"
      value={chosen}
      onChange={(label) => {
        const values = CHOICES.find((choice) => choice.label === label)?.values ?? [];
        store.apply((filter) => setIncluded(filter, 'byok', values));
      }}
    >
      <div className={styles.form}>
        {CHOICES.map(({ label }) => (
          <Radio key={label} size="xs" value={label} label={label} />
        ))}
      </div>
    </Radio.Group>
  );
}
