import { ActionIcon, Button } from '@mantine/core';
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';
import type { WaitingImport } from '../state/import-step-store.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCountOf } from '../ui/numbers.ts';
import styles from './Imports.module.css';
import { runImport } from './run-import.ts';

/** Asks before files are imported whose columns would be guessed. Nothing else waits for the answer. */
export function ImportStep() {
  const { importStep } = useServices();
  const waiting = useStore(importStep, (state) => state.waiting);
  return waiting === null ? null : <Asking key={waiting.files[0]?.handle} waiting={waiting} />;
}

function Asking({ waiting: { files, options, unknown } }: { readonly waiting: WaitingImport }) {
  const services = useServices();
  const { importStep, mapping } = services;
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const close = (): void => importStep.setState({ waiting: null });
  return (
    <section
      className={styles.step}
      aria-label="Before the import"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <header className={styles.stepHead}>
        <h2>{headOf(unknown.length, files.length)}</h2>
        <ActionIcon aria-label="Do not import" title="Do not import" onClick={close}>
          <X size={16} aria-hidden="true" />
        </ActionIcon>
      </header>
      <ul className={styles.stepFiles}>
        {unknown.slice(0, 5).map(({ handle, name }) => (
          <li key={handle}>
            <LogText text={name} limit={120} />
          </li>
        ))}
        {unknown.length > 5 && (
          <li className="muted">and {formatCountOf(unknown.length - 5, 'more', 'more')}</li>
        )}
      </ul>
      <p className="muted">
        No columns were found for the time, or for who did what. Every column is kept either way, but what is
        stored does not change any more.
      </p>
      <div className={styles.choice}>
        <Button
          ref={first}
          variant="filled"
          onClick={() => {
            close();
            mapping.open([...unknown, ...files.filter((file) => !unknown.includes(file))], options);
          }}
        >
          Check and map…
        </Button>
        <Button
          onClick={() => {
            close();
            void runImport(services, async () => files, options);
          }}
        >
          Import as {files.length === 1 ? 'it is' : 'they are'}
        </Button>
      </div>
    </section>
  );
}

function headOf(unknown: number, files: number): string {
  if (files === 1) return 'This is no export that Trailglass knows';
  return `${unknown} of ${files} files are no exports that Trailglass knows`;
}
