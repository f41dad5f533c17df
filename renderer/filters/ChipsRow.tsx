import { Button, Popover } from '@mantine/core';
import { Clock, Eye, EyeOff, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { describeClause, describeTimeRange } from '../../shared/filter/describe.ts';
import { clearAll, removeChip, setTime, toggleChip } from '../../shared/filter/edit.ts';
import { type Chip, type Clause, EMPTY_FILTER, TIME_PRESETS } from '../../shared/filter/filter.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import { LogText } from '../ui/LogText.tsx';
import styles from './ChipsRow.module.css';
import { FieldEditor } from './FieldEditor.tsx';
import { fieldLabel } from './field-label.ts';
import { TimeEditor } from './TimeEditor.tsx';
import { useSourceNames } from './use-source-names.ts';

/** Every restriction in words: remove it, switch it off, or open it again. */
export function ChipsRow({ onEditWritten }: { readonly onEditWritten: () => void }) {
  const { filter: store } = useServices();
  const filter = useFilter();
  const nameValue = useSourceNames();
  const timed = filter.time.preset !== 'all';
  if (!timed && filter.chips.length === 0) return null;
  return (
    <ul className={styles.row} aria-label="Active filters">
      {timed && (
        <FilterChip
          text={timeText(filter.time)}
          icon={<Clock size={12} aria-hidden="true" />}
          onRemove={() =>
            store.apply((before) => setTime(before, { ...EMPTY_FILTER.time, zone: before.time.zone }))
          }
          menu={(close) => <TimeEditor onDone={close} />}
        />
      )}
      {filter.chips.map((chip, at) => (
        <FilterChip
          // A clause may stand twice, so only its place tells two chips apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          text={describeClause(chip.clause, nameValue)}
          off={chip.off}
          onToggle={() => store.apply((before) => toggleChip(before, at))}
          onRemove={() => store.apply((before) => removeChip(before, at))}
          menu={chipMenu(chip)}
          onEdit={onEditWritten}
        />
      ))}
      <li>
        <Button variant="subtle" className={styles.clear} onClick={() => store.apply(clearAll)}>
          Clear all
        </Button>
      </li>
    </ul>
  );
}

function timeText(time: Parameters<typeof describeTimeRange>[0]): string {
  const bounds = describeTimeRange(time);
  return time.preset === 'custom' ? `time ${bounds}` : `${TIME_PRESETS[time.preset]}: ${bounds}`;
}

/** The menu of the field a chip is about; clauses without one are edited in the search box. */
function chipMenu({ clause, off }: Chip): ((close: () => void) => ReactNode) | undefined {
  const field = editableField(clause);
  if (field === null || off) return undefined;
  const label = fieldLabel(field);
  return (close) => <FieldEditor field={field} label={label} onDone={close} />;
}

function editableField(clause: Clause): string | null {
  if (clause.kind === 'facet') return clause.field;
  return clause.kind === 'range' && clause.field !== 'time' ? clause.field : null;
}

interface FilterChipProps {
  readonly text: string;
  readonly icon?: ReactNode;
  readonly off?: boolean;
  readonly onToggle?: () => void;
  readonly onRemove: () => void;
  readonly menu: ((close: () => void) => ReactNode) | undefined;
  readonly onEdit?: () => void;
}

function FilterChip({ text, icon, off = false, onToggle, onRemove, menu, onEdit }: FilterChipProps) {
  const [open, setOpen] = useState(false);
  const name = visibleText(text);
  const edit = (): void => {
    if (menu === undefined) onEdit?.();
    else setOpen((before) => !before);
  };
  return (
    <li className={styles.chip} data-off={off}>
      <Popover
        opened={open && menu !== undefined}
        onChange={setOpen}
        position="bottom-start"
        width={360}
        trapFocus
      >
        <Popover.Target>
          <button
            type="button"
            className={styles.text}
            aria-label={`Edit filter: ${name}`}
            title={name}
            onClick={edit}
          >
            {icon}
            <LogText text={text} limit={160} />
          </button>
        </Popover.Target>
        <Popover.Dropdown>{open && menu?.(() => setOpen(false))}</Popover.Dropdown>
      </Popover>
      {onToggle !== undefined && (
        <button
          type="button"
          className={styles.tool}
          aria-pressed={off}
          aria-label={off ? `Switch on: ${name}` : `Switch off: ${name}`}
          title={off ? 'Switch on' : 'Switch off, keep the chip'}
          onClick={onToggle}
        >
          {off ? <EyeOff size={12} aria-hidden="true" /> : <Eye size={12} aria-hidden="true" />}
        </button>
      )}
      <button
        type="button"
        className={styles.tool}
        aria-label={`Remove: ${name}`}
        title="Remove"
        onClick={onRemove}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </li>
  );
}
