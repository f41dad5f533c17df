import { Select, TextInput } from '@mantine/core';
import { DATE_ORDERS, type ImportOptions, type ProfileSummary } from '../../../shared/api/contract.ts';
import styles from './import.module.css';

const DATE_ORDER_LABELS = {
  dmy: 'Day first (31/12/2026)',
  mdy: 'Month first (12/31/2026)',
  ymd: 'Year first (2026/12/31)',
} as const;
const AUTOMATIC = '';

interface ImportOptionsFormProps {
  readonly options: ImportOptions;
  readonly profiles: readonly ProfileSummary[];
  onChange(options: ImportOptions): void;
}

/** How to read the files: what cannot be known from them, with the safe assumption preset. */
export function ImportOptionsForm({ options, profiles, onChange }: ImportOptionsFormProps) {
  const dateOrders = DATE_ORDERS.map((order) => ({ value: order, label: DATE_ORDER_LABELS[order] }));
  return (
    <div className={styles['options']}>
      <Select
        label="Kind of export"
        description="Recognised by its columns unless chosen here"
        data={[
          { value: AUTOMATIC, label: 'Recognise it' },
          ...profiles.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        value={options.profile ?? AUTOMATIC}
        allowDeselect={false}
        onChange={(profile) => onChange({ ...options, profile: profile === AUTOMATIC ? null : profile })}
      />
      <Select
        label="Time zone of times without one"
        description="Recorded with the source"
        data={['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]}
        value={options.timezone}
        searchable
        allowDeselect={false}
        onChange={(timezone) => timezone !== null && onChange({ ...options, timezone })}
      />
      <Select
        label="Order of day and month"
        description="Asked only when a column does not tell"
        data={[{ value: AUTOMATIC, label: 'Decide from each column' }, ...dateOrders]}
        value={options.dateOrder ?? AUTOMATIC}
        allowDeselect={false}
        onChange={(value) =>
          onChange({ ...options, dateOrder: DATE_ORDERS.find((order) => order === value) ?? null })
        }
      />
      <TextInput
        label="Tenant"
        description="Organisation or instance, where the file names none"
        value={options.tenant ?? ''}
        onChange={(event) => onChange({ ...options, tenant: event.currentTarget.value || null })}
      />
    </div>
  );
}
