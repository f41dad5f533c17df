import { ActionIcon, Button, Select } from '@mantine/core';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { ImportOptions } from '../../shared/api/contract.ts';
import type { ImportPreview } from '../../shared/domain/import-preview.ts';
import { useServices } from '../app/services-context.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { type Lateness, useLateness } from '../engine/use-lateness.ts';
import { runImport } from '../imports/run-import.ts';
import { keyOf, refOf } from '../state/log-file.ts';
import { groupsOf, type MappedFile } from '../state/mapping-store.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { LogText } from '../ui/LogText.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import { ChoicesPanel } from './ChoicesPanel.tsx';
import { type BatchMismatch, checkBatch } from './check-batch.ts';
import styles from './Mapping.module.css';
import { PreviewTable } from './PreviewTable.tsx';
import { ProblemsStrip } from './ProblemsStrip.tsx';
import { SaveProfileButton } from './SaveProfileButton.tsx';
import { saveMappingFile } from './save-mapping-file.ts';
import { useAwaitedPress } from './use-awaited-press.ts';

/** Shows how files would be read, lets every choice be made, and imports them so. */
export function MappingScreen() {
  const { mapping } = useServices();
  const { files, at } = useStore(mapping);
  const mapped = files[at];
  return mapped === undefined ? null : <MappedFileScreen key={keyOf(mapped.file)} mapped={mapped} />;
}

function MappedFileScreen({ mapped: { file, options } }: { readonly mapped: MappedFile }) {
  const services = useServices();
  const { mapping } = services;
  const { files } = useStore(mapping);
  const query = useEngineQuery('previewImport', { file: refOf(file), options });
  const late = useLateness(query.pending);
  const [mismatches, setMismatches] = useState<readonly BatchMismatch[] | null>(null);
  const [said, setSaid] = useState('');
  const preview = query.data;
  const choose = (change: Partial<ImportOptions>): void => {
    setMismatches(null);
    setSaid('');
    mapping.choose(change);
  };
  return (
    <div className={styles.screen}>
      <MappingHead
        preview={query.stale ? null : preview}
        failed={query.error !== null}
        late={late}
        onSaid={setSaid}
        onMismatches={setMismatches}
      />
      <div className={styles.body}>
        <ChoicesPanel options={options} preview={preview} onChoose={choose} />
        <div className={styles.main}>
          {query.error !== null && (
            <ErrorNotice what="The file could not be looked at." error={query.error} onRetry={query.retry} />
          )}
          {preview !== null && (
            <>
              <PreviewTable
                preview={preview}
                options={options}
                late={late}
                onFields={(fields) => choose({ fields })}
              />
              <ProblemsStrip preview={preview} mismatches={mismatches} said={said} onChoose={choose} />
            </>
          )}
          {preview === null && late === 'spin' && <p className={styles.waiting}>Looking at the file…</p>}
        </div>
      </div>
      <p className={styles.announcer} role="status">
        {files.length > 1 && preview !== null && query.pending ? '' : announcement(preview)}
      </p>
    </div>
  );
}

/** For those who do not see the table. */
function announcement(preview: ImportPreview | null): string {
  if (preview === null) return '';
  const { records, columnsTotal, question } = preview;
  const shown = `${formatCountOf(records.length, 'record')} and ${formatCountOf(columnsTotal, 'column')} shown`;
  return question === null ? shown : `${shown}; a question is open`;
}

interface MappingHeadProps {
  /** The answer to the present choices; null until it is there. */
  readonly preview: ImportPreview | null;
  /** Whether there is none because the file could not be looked at. */
  readonly failed: boolean;
  readonly late: Lateness;
  readonly onSaid: (text: string) => void;
  readonly onMismatches: (mismatches: readonly BatchMismatch[]) => void;
}

function MappingHead({ preview, failed, late, onSaid, onMismatches }: MappingHeadProps) {
  const services = useServices();
  const { mapping, engine, notices } = services;
  const { files, at, initial } = useStore(mapping);
  const mapped = files[at];
  const ready = preview !== null && preview.question === null && preview.decisions !== null;
  const awaited = preview === null && !failed;
  const importing = useAwaitedPress(mapped?.options, awaited ? null : ready, () => void importAll());
  if (mapped === undefined) return null;
  const { file, options } = mapped;
  const stored = 'source' in file;

  const applyToAll = (): void => {
    const columns = preview?.columns.map(({ name }) => name) ?? [];
    mapping.applyToAll();
    const checked = checkBatch(
      engine,
      files.map((other) => other.file).filter((other) => keyOf(other) !== keyOf(file)),
      options,
      columns,
      new AbortController().signal,
    );
    notices.watch('The other files could not be looked at.', checked.then(onMismatches));
    onSaid(`All ${files.length} files are read like this one.`);
  };
  const importAll = async (): Promise<void> => {
    const groups = groupsOf(files);
    mapping.close();
    for (const group of groups) await runImport(services, async () => group.files, group.options);
  };
  const saveMapping = (): void => {
    if (preview?.decisions == null) return;
    const saved = saveMappingFile(services, file.name, preview.decisions.effective);
    notices.watch(
      'The mapping was not saved.',
      saved.then((name) => onSaid(name === null ? '' : `Saved ${name}.`)),
    );
  };
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>{stored ? 'Read again' : 'Check and map'}</h1>
      {files.length === 1 ? (
        <span className={styles.fileName}>
          <LogText text={file.name} limit={120} />
        </span>
      ) : (
        <Select
          className={styles.filePicker}
          aria-label="File"
          allowDeselect={false}
          data={files.map((other, index) => ({
            value: String(index),
            label: `${index + 1} of ${files.length}: ${shownName(other.file.name)}`,
          }))}
          value={String(at)}
          onChange={(value) => mapping.show(Number(value))}
        />
      )}
      <span className={styles.push} role="status">
        {importing.waits && late === 'spin' ? 'Imports as soon as the file has been looked at…' : ''}
      </span>
      <Button
        disabled={JSON.stringify(options) === JSON.stringify(initial)}
        onClick={() => {
          onSaid('');
          mapping.reset();
        }}
      >
        Reset
      </Button>
      <Button disabled={!ready} onClick={saveMapping}>
        Save mapping file…
      </Button>
      <SaveProfileButton
        file={file}
        options={options}
        disabled={!ready}
        onSaved={(title) => onSaid(`Saved profile ${title}.`)}
      />
      {files.length > 1 && <Button onClick={applyToAll}>Apply to all {files.length} files</Button>}
      <Button
        variant="filled"
        disabled={!ready && !awaited}
        aria-busy={importing.waits}
        onClick={importing.press}
      >
        {stored ? 'Import in its place' : files.length === 1 ? 'Import' : `Import ${files.length} files`}
      </Button>
      <ActionIcon aria-label="Close without importing" title="Close" onClick={mapping.close}>
        <X size={16} aria-hidden="true" />
      </ActionIcon>
    </header>
  );
}

function shownName(name: string): string {
  return name.length > 60 ? `…${name.slice(-60)}` : name;
}
