import { ActionIcon, Button, Popover } from '@mantine/core';
import { Settings2, TableProperties, Upload } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import { hasChosenOptions } from '../state/import-options-store.ts';
import { ImportOptionsForm } from './ImportOptionsForm.tsx';
import styles from './Imports.module.css';
import { useImport } from './use-import.ts';

/** Chooses files to import; beside it, how they are read, and the way to look at them first. */
export function ImportButton({ primary = false }: { readonly primary?: boolean }) {
  const { pick, map } = useImport();
  const { importOptions, mapping } = useServices();
  const begun = useStore(mapping, ({ files, shown }) => files.length > 0 && !shown);
  const mapLabel = begun ? 'Continue mapping' : 'Check and map…';
  const chosen = hasChosenOptions(useStore(importOptions));
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.split}>
      <Button
        variant={primary ? 'filled' : 'default'}
        leftSection={<Upload size={14} aria-hidden="true" />}
        title="Import files…"
        onClick={pick}
      >
        <span data-label>Import files…</span>
      </Button>
      <Popover opened={open} onChange={setOpen} position="bottom-end" width={340} trapFocus shadow="md">
        <Popover.Target>
          <ActionIcon
            variant={primary ? 'filled' : 'default'}
            color="blue"
            aria-label={chosen ? 'Import options, changed' : 'Import options'}
            title={chosen ? 'Import options, changed' : 'Import options'}
            aria-expanded={open}
            data-chosen={chosen}
            onClick={() => setOpen((before) => !before)}
          >
            <Settings2 size={14} aria-hidden="true" />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label="Import options">{open && <ImportOptionsForm />}</Popover.Dropdown>
      </Popover>
      <ActionIcon
        variant={primary ? 'filled' : 'default'}
        color="blue"
        aria-label={mapLabel}
        title={mapLabel}
        data-chosen={begun}
        onClick={() => (begun ? mapping.setState({ shown: true }) : map())}
      >
        <TableProperties size={14} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
