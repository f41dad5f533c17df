import { Radio } from '@mantine/core';
import { choiceAt, choiceIndex, editChoice } from '../../shared/filter/field-choice.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import styles from './Filters.module.css';

const CHOICES = [
  { label: 'Any', values: [] },
  { label: 'BYOK only', values: ['true'] },
  { label: 'Non-BYOK only', values: ['false'] },
] as const;

/** Bring-your-own-key calls: any, only these, or none of these. */
export function ByokEditor({ at }: { readonly at?: number | undefined }) {
  const { filter: store } = useServices();
  const filter = useFilter();
  const place = at ?? choiceIndex(filter, 'byok');
  const included = choiceAt(filter, 'byok', place).include;
  const chosen = CHOICES.find(({ values }) => values.join() === included.join())?.label ?? null;
  return (
    <Radio.Group
      label="BYOK"
      value={chosen}
      onChange={(label) => {
        const values = CHOICES.find((choice) => choice.label === label)?.values ?? [];
        store.apply((before) =>
          editChoice(before, 'byok', place, (choice) => ({ ...choice, include: [...values], exclude: [] }), {
            keepEmpty: at !== undefined,
          }),
        );
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
