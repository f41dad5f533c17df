import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';

interface CountChoiceProps {
  readonly label: string;
  readonly detected: number | null;
  readonly most: number;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A number of lines; empty leaves it to the content. */
export function CountChoice({ label, detected, most, value, onChange }: CountChoiceProps) {
  const [text, setText] = useState(value === null ? '' : String(value));
  useEffect(() => setText((before) => (numberIn(before) === value ? before : String(value ?? ''))), [value]);
  const wrong = text !== '' && (numberIn(text) === null || Number(text) > most);
  return (
    <TextInput
      label={label}
      inputMode="numeric"
      placeholder={detected === null ? 'Detect' : `Detected: ${detected}`}
      value={text}
      error={wrong ? `A whole number up to ${most}` : null}
      onChange={(event) => {
        const typed = event.currentTarget.value.trim();
        setText(typed);
        const number = numberIn(typed);
        if (typed === '' || (number !== null && number <= most)) onChange(number);
      }}
    />
  );
}

function numberIn(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
