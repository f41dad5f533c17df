import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import {
  MAX_STATED_BY,
  MAX_STATEMENT,
  SOURCE_FACT_NAMES,
  SOURCE_FACTS,
  type SourceFact,
} from '../../shared/domain/source-statements.ts';
import { formatInstant, parseInstant } from '../../shared/time/format.ts';
import { useZone } from '../app/use-settings.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { focusAtOnce } from '../ui/focus-at-once.ts';
import { LogText } from '../ui/LogText.tsx';
import styles from './StatedFacts.module.css';
import { type StatementsOnScreen, useSourceStatements } from './use-source-statements.ts';

/** What a file does not say of itself: its scope, who exported it in which role, how long its system keeps records. */
export function StatedFacts({ source }: { readonly source: number }) {
  const statements = useSourceStatements();
  return (
    <section aria-label="Stated about it">
      <h3>Stated about it</h3>
      <p className="muted">
        Not in the file: whoever received it knows. Kept apart from evidence, with who said so.
      </p>
      {statements.error !== null && (
        <ErrorNotice
          what="What is stated about this source could not be read."
          error={statements.error}
          onRetry={statements.retry}
        />
      )}
      <dl className={styles.list}>
        {SOURCE_FACT_NAMES.map((fact) => (
          <StatedFact key={`${source} ${fact}`} source={source} fact={fact} statements={statements} />
        ))}
      </dl>
    </section>
  );
}

interface StatedFactProps {
  readonly source: number;
  readonly fact: SourceFact;
  readonly statements: StatementsOnScreen;
}

function StatedFact({ source, fact, statements }: StatedFactProps) {
  const zone = useZone();
  const [editing, setEditing] = useState(false);
  const { label, hint } = SOURCE_FACTS[fact];
  const stated = statements.of(source, fact);
  return (
    <div className={styles.fact}>
      <dt title={hint}>{label}</dt>
      <dd>
        {editing ? (
          <StatementForm
            fact={fact}
            text={stated?.text ?? ''}
            by={stated?.by ?? statements.user}
            onSave={async (text, by) => {
              if (await statements.state({ source, fact, text, by })) setEditing(false);
            }}
            onClose={() => setEditing(false)}
          />
        ) : (
          <>
            <p className={styles.text}>
              {stated === null ? (
                <span className="muted">Not stated</span>
              ) : (
                <LogText text={stated.text} limit={MAX_STATEMENT} />
              )}
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={`${stated === null ? 'Add' : 'Change'}: ${label}`}
                onClick={() => setEditing(true)}
              >
                {stated === null ? 'Add' : 'Change'}
              </Button>
            </p>
            {stated !== null && (
              <p className={styles.by}>
                Stated by <LogText text={stated.by} limit={MAX_STATED_BY} /> on{' '}
                {formatInstant(parseInstant(stated.at, 'UTC'), zone, { precision: 'minute' })}
              </p>
            )}
          </>
        )}
      </dd>
    </div>
  );
}

interface StatementFormProps {
  readonly fact: SourceFact;
  readonly text: string;
  readonly by: string;
  readonly onSave: (text: string, by: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Empty text takes back what was stated. */
function StatementForm({ fact, text: before, by: name, onSave, onClose }: StatementFormProps) {
  const { label, hint, usual } = SOURCE_FACTS[fact];
  const list = useId();
  const [text, setText] = useState(before);
  const [by, setBy] = useState(name);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    void onSave(text.trim(), by.trim());
  };
  return (
    <form
      className={styles.form}
      aria-label={label}
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <TextInput
        ref={focusAtOnce}
        size="xs"
        aria-label={label}
        description={hint}
        list={list}
        value={text}
        maxLength={MAX_STATEMENT}
        onChange={(change) => setText(change.currentTarget.value)}
      />
      <datalist id={list}>
        {usual.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <TextInput
        size="xs"
        label="Stated by"
        value={by}
        maxLength={MAX_STATED_BY}
        onChange={(change) => setBy(change.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" variant="filled" disabled={by.trim() === '' || text.trim() === before}>
          Save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
}
