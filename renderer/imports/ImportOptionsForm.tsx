import { Button, Select, TextInput } from '@mantine/core';
import { useStore } from 'zustand';
import { DATE_ORDERS, DEFAULT_IMPORT_OPTIONS } from '../../shared/api/contract.ts';
import { useServices } from '../app/services-context.ts';
import { zoneNames } from '../app/zone-names.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { hasChosenOptions } from '../state/import-options-store.ts';
import styles from './Imports.module.css';

const DETECT = 'detect';

const ORDERS = {
  dmy: 'Day first: 31/10/2026',
  mdy: 'Month first: 10/31/2026',
  ymd: 'Year first: 2026/10/31',
} as const satisfies Record<(typeof DATE_ORDERS)[number], string>;

const LIST = { withinPortal: false } as const;

/** How the next files are read. */
export function ImportOptionsForm() {
  const { importOptions } = useServices();
  const options = useStore(importOptions);
  const profiles = useEngineQuery('profiles', {});
  return (
    <div className={styles.form}>
      <Select
        data-autofocus
        label="Profile"
        description="The kind of export; detected from its columns"
        comboboxProps={LIST}
        allowDeselect={false}
        data={[
          { value: DETECT, label: 'Detect' },
          ...(profiles.data ?? []).map(({ id, title }) => ({ value: id, label: title })),
        ]}
        value={options.profile ?? DETECT}
        onChange={(profile) => importOptions.setState({ profile: profile === DETECT ? null : profile })}
      />
      <Select
        label="Time zone of times without one"
        description="Recorded with the source"
        comboboxProps={LIST}
        searchable
        allowDeselect={false}
        limit={100}
        data={zoneNames()}
        value={options.timezone}
        onChange={(timezone) => timezone !== null && importOptions.setState({ timezone })}
      />
      <Select
        label="Order of day and month"
        description="Decided per column from its values; asked when they do not tell"
        comboboxProps={LIST}
        allowDeselect={false}
        data={[
          { value: DETECT, label: 'Detect' },
          ...DATE_ORDERS.map((order) => ({ value: order, label: ORDERS[order] })),
        ]}
        value={options.dateOrder ?? DETECT}
        onChange={(order) =>
          importOptions.setState({ dateOrder: DATE_ORDERS.find((known) => known === order) ?? null })
        }
      />
      <TextInput
        label="Tenant"
        description="Organisation or instance, where the file names none"
        value={options.tenant ?? ''}
        onChange={(event) => importOptions.setState({ tenant: event.currentTarget.value || null })}
      />
      <Button
        disabled={!hasChosenOptions(options)}
        onClick={() => importOptions.setState(DEFAULT_IMPORT_OPTIONS)}
      >
        Back to the defaults
      </Button>
    </div>
  );
}
