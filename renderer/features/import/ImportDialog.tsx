import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import {
  DEFAULT_IMPORT_OPTIONS,
  type ImportOptions,
  type ProfileSummary,
} from '../../../shared/api/contract.ts';
import type { PickedFile } from '../../../shared/api/shell.ts';
import { visibleText } from '../../../shared/text/visible-text.ts';
import { ImportOptionsForm } from './ImportOptionsForm.tsx';
import styles from './import.module.css';

const bytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });

interface ImportDialogProps {
  /** The chosen files; the dialog is closed while there are none. */
  readonly files: readonly PickedFile[];
  readonly profiles: readonly ProfileSummary[];
  onImport(files: readonly PickedFile[], options: ImportOptions): void;
  onAddFiles(): void;
  onClose(): void;
}

/** The one question before an import: these files, read like this? */
export function ImportDialog({ files, profiles, onImport, onAddFiles, onClose }: ImportDialogProps) {
  const [options, setOptions] = useState(DEFAULT_IMPORT_OPTIONS);
  return (
    <Modal opened={files.length > 0} onClose={onClose} title="Import logs" size={560}>
      <div className={styles['dialog']}>
        <ul className={styles['files']} aria-label="Files to import">
          {files.map((file) => (
            <li key={file.handle} className={styles['file']}>
              <span>{visibleText(file.name)}</span>
              <span className="muted tabular">{bytes.format(file.bytes / 1e6)}</span>
            </li>
          ))}
        </ul>
        <ImportOptionsForm options={options} profiles={profiles} onChange={setOptions} />
        <div className={styles['actions']}>
          <Button onClick={onAddFiles}>Add files…</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="filled" data-autofocus onClick={() => onImport(files, options)}>
            Import {files.length === 1 ? 'file' : `${files.length} files`}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
