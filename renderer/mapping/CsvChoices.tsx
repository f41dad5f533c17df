import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { type CsvChoices as Choices, QUOTE_ESCAPES } from '../../shared/domain/import-choices.ts';
import { ChoiceSelect } from './ChoiceSelect.tsx';
import { CountChoice } from './CountChoice.tsx';
import { DELIMITERS, ESCAPES, NO_QUOTE, QUOTES, wordOf } from './choice-values.ts';
import styles from './Mapping.module.css';

interface CsvChoicesProps {
  readonly csv: Choices;
  /** What the file is read with; null while nothing is known. */
  readonly effective: Choices | null;
  readonly onChoose: (csv: Choices) => void;
}

const OTHER = 'other';

/** The dialect of delimited text. */
export function CsvChoices({ csv, effective, onChoose }: CsvChoicesProps) {
  const [typing, setTyping] = useState(false);
  const choose = (change: Partial<Choices>): void => onChoose({ ...csv, ...change });
  const other =
    typing || (csv.delimiter !== null && !DELIMITERS.some(({ value }) => value === csv.delimiter));
  const detected = (name: 'delimiter' | 'quote' | 'escape', words: typeof DELIMITERS): string | null => {
    const value = csv[name] === null ? (effective?.[name] ?? null) : null;
    return value === null ? null : wordOf(words, value === '' ? NO_QUOTE : value);
  };
  return (
    <fieldset className={styles.dialect}>
      <legend className={styles.legend}>Dialect</legend>
      <ChoiceSelect
        label="Delimiter"
        detected={detected('delimiter', DELIMITERS)}
        values={[...DELIMITERS, { value: OTHER, label: 'Other…' }]}
        value={other ? OTHER : csv.delimiter}
        onChange={(delimiter) => {
          setTyping(delimiter === OTHER);
          if (delimiter !== OTHER) choose({ delimiter });
        }}
      />
      {other && (
        <TextInput
          label="Characters between cells"
          maxLength={8}
          value={csv.delimiter ?? ''}
          onChange={(event) => choose({ delimiter: event.currentTarget.value || null })}
        />
      )}
      <ChoiceSelect
        label="Quote"
        detected={detected('quote', QUOTES)}
        values={QUOTES}
        value={csv.quote === '' ? NO_QUOTE : csv.quote}
        onChange={(quote) => choose({ quote: quote === NO_QUOTE ? '' : quote })}
      />
      <ChoiceSelect
        label="A quote inside quotes"
        detected={detected('escape', ESCAPES)}
        values={ESCAPES}
        value={csv.escape}
        onChange={(chosen) => choose({ escape: QUOTE_ESCAPES.find((known) => known === chosen) ?? null })}
      />
      <div className={styles.pair}>
        <CountChoice
          label="Lines to skip"
          most={10_000}
          detected={effective?.preambleLines ?? null}
          value={csv.preambleLines}
          onChange={(preambleLines) => choose({ preambleLines })}
        />
        <CountChoice
          label="Header lines"
          most={20}
          detected={effective?.headerLines ?? null}
          value={csv.headerLines}
          onChange={(headerLines) => choose({ headerLines })}
        />
      </div>
    </fieldset>
  );
}
