import { Button, Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ImportOptions } from '../../shared/api/contract.ts';
import type { AppError } from '../../shared/errors.ts';
import { useServices } from '../app/services-context.ts';
import { asAppError } from '../engine/as-app-error.ts';
import { type LogFile, refOf } from '../state/log-file.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import styles from './Mapping.module.css';

interface SaveProfileButtonProps {
  readonly file: LogFile;
  readonly options: ImportOptions;
  readonly disabled: boolean;
  readonly onSaved: (title: string) => void;
}

/** Keeps the mapping as a profile, which recognises such files from then on. */
export function SaveProfileButton({ file, options, disabled, onSaved }: SaveProfileButtonProps) {
  const { engine } = useServices();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const id = idOf(title);
  const save = (): void => {
    setError(null);
    engine.saveProfile({ file: refOf(file), options, id, title: title.trim() }).then(
      (saved) => {
        setOpen(false);
        onSaved(saved.title);
      },
      (cause: unknown) => setError(asAppError(cause)),
    );
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={340} trapFocus shadow="md">
      <Popover.Target>
        <Button disabled={disabled} aria-expanded={open} onClick={() => setOpen((before) => !before)}>
          Save as profile…
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Save as profile">
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (id !== '') save();
          }}
        >
          <TextInput
            data-autofocus
            label="Name of the profile"
            description="Files with these columns are recognised from then on, and read with the fields and with what is chosen here about encoding, dialect, records, zone and times."
            value={title}
            maxLength={200}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          {id !== '' && (
            <p className="muted">
              Id: <code>{id}</code>
            </p>
          )}
          {error !== null && <ErrorNotice what="The profile was not saved." error={error} />}
          <Button type="submit" variant="filled" disabled={id === ''}>
            Save profile
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

/** `Zentrales Log 2` as `zentrales-log-2`; empty when nothing of the name can be part of an id. */
function idOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return words.slice(0, 64).replace(/-+$/, '');
}
