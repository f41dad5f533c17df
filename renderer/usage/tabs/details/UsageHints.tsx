import { Button, NativeSelect, TextInput } from '@mantine/core';
import { ChevronDown, ChevronRight, Layers2, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { UsageBursts, UsageOutliers } from '../../../../shared/api/contract.ts';
import { MEASURES } from '../../../../shared/domain/measures.ts';
import { useServices } from '../../../app/services-context.ts';
import type { EngineQuery } from '../../../engine/use-engine-query.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { formatCountOf } from '../../../ui/numbers.ts';
import { BurstList } from './BurstList.tsx';
import { atLeast } from './hint-filters.ts';
import { OutlierList } from './OutlierList.tsx';
import styles from './UsageHints.module.css';

/** How close together executions are "at the same time", seconds. */
export const WINDOWS = [
  { value: '10', label: 'within 10 s' },
  { value: '60', label: 'within 1 min' },
  { value: '600', label: 'within 10 min' },
] as const;

/** What can be unusually large. */
export const OUTLIER_MEASURES = [
  'credits',
  'cost',
  'byokCost',
  'requests',
  'inputTokens',
  'outputTokens',
] as const;
export type OutlierMeasure = (typeof OUTLIER_MEASURES)[number];

/** What is compared with what is usual for it. */
export interface HintChoice {
  readonly seconds: number;
  readonly measure: OutlierMeasure;
}

interface UsageHintsProps {
  readonly choice: HintChoice;
  readonly onChoose: (choice: HintChoice) => void;
  readonly bursts: EngineQuery<UsageBursts>;
  readonly outliers: EngineQuery<UsageOutliers>;
}

/** Where to look first: clusters of executions, and events that consumed far more than is usual for their own kind. */
export function UsageHints({ choice, onChoose, bursts, outliers }: UsageHintsProps) {
  const [open, setOpen] = useState<'bursts' | 'outliers' | null>(null);
  const toggle = (which: 'bursts' | 'outliers') => () =>
    setOpen((before) => (before === which ? null : which));
  const error = bursts.error ?? outliers.error;
  return (
    <section className={styles.hints} aria-label="Hints">
      <div className={styles.line}>
        <Disclosure
          icon={<Layers2 size={14} aria-hidden="true" />}
          open={open === 'bursts'}
          found={bursts.data?.total ?? null}
          onToggle={toggle('bursts')}
        >
          {countText(bursts.data, 'cluster of executions', 'clusters of executions')}
        </Disclosure>
        <NativeSelect
          size="xs"
          aria-label="At the same time means"
          data={WINDOWS.map(({ value, label }) => ({ value, label }))}
          value={String(choice.seconds)}
          onChange={({ currentTarget }) => onChoose({ ...choice, seconds: Number(currentTarget.value) })}
        />
        <Disclosure
          icon={<TriangleAlert size={14} aria-hidden="true" />}
          open={open === 'outliers'}
          found={outliers.data?.total ?? null}
          onToggle={toggle('outliers')}
        >
          {countText(outliers.data, 'unusually large event', 'unusually large events')}
        </Disclosure>
        <NativeSelect
          size="xs"
          aria-label="Unusually large in"
          data={OUTLIER_MEASURES.map((value) => ({ value, label: MEASURES[value].label }))}
          value={choice.measure}
          onChange={({ currentTarget }) => {
            const measure = OUTLIER_MEASURES.find((one) => one === currentTarget.value);
            if (measure !== undefined) onChoose({ ...choice, measure });
          }}
        />
        <Threshold measure={choice.measure} />
        <span className={styles.lead}>Leads, not proof</span>
      </div>
      {error !== null && (
        <ErrorNotice
          what="The hints could not be worked out."
          error={error}
          onRetry={() => {
            bursts.retry();
            outliers.retry();
          }}
        />
      )}
      {open === 'bursts' && bursts.data !== null && <BurstList bursts={bursts.data} />}
      {open === 'outliers' && outliers.data !== null && <OutlierList outliers={outliers.data} />}
    </section>
  );
}

function countText(found: { readonly total: number } | null, one: string, many: string): string {
  if (found === null) return `Looking for ${many}…`;
  return found.total === 0 ? `No ${one}` : formatCountOf(found.total, one, many);
}

interface DisclosureProps {
  readonly icon: ReactNode;
  readonly open: boolean;
  /** Null while that is not known. */
  readonly found: number | null;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

function Disclosure({ icon, open, found, onToggle, children }: DisclosureProps) {
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className={styles.disclosure}
      aria-expanded={open}
      data-found={found !== null && found > 0}
      onClick={onToggle}
    >
      <Chevron size={14} aria-hidden="true" />
      {icon}
      {children}
    </button>
  );
}

/** Only rows that consumed at least so much. */
function Threshold({ measure }: { readonly measure: OutlierMeasure }) {
  const { filter } = useServices();
  const [text, setText] = useState('');
  const least = Number(text.trim().replace(',', '.'));
  const valid = text.trim() !== '' && Number.isFinite(least);
  const label = `${MEASURES[measure].label} at least`;
  return (
    <form
      className={styles.threshold}
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) filter.apply((before) => atLeast(before, measure, least));
      }}
    >
      <TextInput
        aria-label={label}
        placeholder={label}
        inputMode="decimal"
        value={text}
        error={text.trim() !== '' && !valid}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Button type="submit" disabled={!valid}>
        Show
      </Button>
    </form>
  );
}
