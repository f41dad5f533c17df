import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { isDay } from './is-day.ts';

interface DayInputProps {
  readonly label: string;
  /** `YYYY-MM-DD`, or null while there is none. */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
}

/** A date that is typed, in the one order that cannot be misread. Says so when it is none. */
export function DayInput({ label, value, onChange }: DayInputProps) {
  const [text, setText] = useState(value ?? '');
  const [left, setLeft] = useState(false);
  useEffect(() => {
    if (value !== null) setText(value);
  }, [value]);
  const wrong = left && text !== '' && !isDay(text);
  return (
    <TextInput
      label={label}
      placeholder="YYYY-MM-DD"
      inputMode="numeric"
      value={text}
      error={wrong ? 'Write it like 2026-10-30' : null}
      onFocus={() => setLeft(false)}
      onBlur={() => setLeft(true)}
      onChange={(event) => {
        const typed = event.currentTarget.value.trim();
        setText(typed);
        onChange(isDay(typed) ? typed : null);
      }}
    />
  );
}
