import { Select } from '@mantine/core';

const DETECT = '\u0000detect';

interface ChoiceSelectProps {
  readonly label: string;
  readonly description?: string;
  /** What the content says; shown while nothing is chosen. */
  readonly detected: string | null;
  /** What is taken without a choice, where the content says nothing. */
  readonly usual?: string;
  readonly values: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** Whether the file cannot be read until this is answered. */
  readonly asked?: boolean;
  readonly searchable?: boolean;
}

/** A choice that is left to the content until someone makes it; says what the content says. */
export function ChoiceSelect({
  label,
  description,
  detected,
  usual = 'Detect',
  values,
  value,
  onChange,
  asked = false,
  searchable = false,
}: ChoiceSelectProps) {
  const chosen = value === null || values.some((known) => known.value === value);
  return (
    <Select
      label={label}
      description={description}
      error={asked ? 'Choose one to go on' : null}
      comboboxProps={{ withinPortal: true }}
      allowDeselect={false}
      searchable={searchable}
      selectFirstOptionOnChange={searchable}
      onFocus={(event) => searchable && event.currentTarget.select()}
      limit={searchable ? 100 : Number.POSITIVE_INFINITY}
      data={[
        { value: DETECT, label: detected === null ? usual : `Detected: ${detected}` },
        ...values,
        ...(chosen ? [] : [{ value, label: value }]),
      ]}
      value={value ?? DETECT}
      onChange={(next) => onChange(next === DETECT ? null : next)}
    />
  );
}
