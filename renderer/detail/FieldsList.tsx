import { Checkbox } from '@mantine/core';
import { Filter } from 'lucide-react';
import { memo, useState } from 'react';
import type { ResolvedName } from '../../shared/api/contract.ts';
import type { EventRow } from '../../shared/domain/event.ts';
import { extraRef } from '../../shared/domain/field-ref.ts';
import { FIELD_NAMES, FIELDS } from '../../shared/domain/fields.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { parseInstant } from '../../shared/time/format.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { ActorGlyph, KnownName } from '../grid/ActorCell.tsx';
import { cellFilters } from '../grid/cell-filters.ts';
import { cellText, cellValue, formatCellNumber, isApplicable } from '../grid/cell-value.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { LogText } from '../ui/LogText.tsx';
import { LongText } from '../ui/LongText.tsx';
import styles from './DetailPane.module.css';

/** Characters of a value shown at first. */
const TEXT = 1_000;

interface ListedField {
  readonly ref: string;
  readonly label: string;
}

/** Shown in sections of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['detail', 'changes']);
const NONE: ReadonlySet<string> = new Set();

interface FieldsListProps {
  readonly event: EventRow;
  /** The name known elsewhere of its actor. */
  readonly resolved: ResolvedName | null;
  /** Fields that are on screen already. */
  readonly leftOut?: ReadonlySet<string>;
  /** Whether fields have their buttons, which show under the pointer and to the keyboard only. */
  readonly tools?: boolean;
}

/** Every field of an event and every column of its file. */
export const FieldsList = memo(function FieldsList(props: FieldsListProps) {
  const { event, resolved, leftOut = NONE, tools = true } = props;
  const [all, setAll] = useState(false);
  const fields: readonly ListedField[] = [
    ...FIELD_NAMES.filter((name) => !ELSEWHERE.has(name)).map((name) => ({
      ref: name,
      label: FIELDS[name].label,
    })),
    ...event.extra.map(([column]) => ({ ref: extraRef(column), label: column })),
  ].filter(({ ref }) => !leftOut.has(ref));
  const filled = fields.filter(({ ref }) => cellValue(event, ref) !== null);
  const listed = all ? fields : filled;
  return (
    <>
      <dl className={styles.fields}>
        {listed.map(({ ref, label }) => (
          <FieldRow
            key={ref}
            event={event}
            field={ref}
            label={label}
            resolved={ref === 'actor' ? resolved : null}
            tools={tools}
          />
        ))}
      </dl>
      {filled.length < fields.length && (
        <Checkbox
          my={12}
          label={`Show the ${fields.length - filled.length} fields without a value`}
          checked={all}
          onChange={(change) => setAll(change.currentTarget.checked)}
        />
      )}
    </>
  );
});

interface FieldRowProps {
  readonly event: EventRow;
  readonly field: string;
  readonly label: string;
  readonly resolved: ResolvedName | null;
  readonly tools: boolean;
}

function FieldRow({ event, field, label, resolved, tools }: FieldRowProps) {
  const zone = useZone();
  const text = cellText(event, field, zone);
  return (
    <div className={styles.field}>
      <dt>
        <LogText text={label} limit={120} />
      </dt>
      <dd data-resolved={resolved !== null}>
        {field === 'actor' && <ActorGlyph kind={event.actorKind} />}
        <FieldText event={event} field={field} text={text} />
        {tools && <FieldTools event={event} field={field} name={visibleText(label)} text={text} />}
        {resolved !== null && (
          <p className={styles.resolved}>
            <KnownName
              known={{
                ...resolved,
                asOf: resolved.asOf === null ? null : parseInstant(resolved.asOf, 'UTC'),
              }}
            />
            <span className="muted">
              {' '}
              (another record with the same {resolved.by === 'id' ? 'id' : 'address'})
            </span>
          </p>
        )}
      </dd>
    </div>
  );
}

interface FieldToolsProps {
  readonly event: EventRow;
  readonly field: string;
  readonly name: string;
  readonly text: string;
}

function FieldTools({ event, field, name, text }: FieldToolsProps) {
  const { filter } = useServices();
  const filters = cellFilters(event, field);
  return (
    <span className={styles.fieldTools}>
      {filters !== null && (
        <button
          type="button"
          className={styles.fieldTool}
          aria-label={`Filter for this ${name}`}
          title="Filter for this value"
          onClick={() => filter.apply(filters.keep)}
        >
          <Filter size={14} aria-hidden="true" />
        </button>
      )}
      <CopyButton plain={styles.fieldTool} label={`Copy ${name}`} text={text} />
    </span>
  );
}

function FieldText({
  event,
  field,
  text,
}: {
  readonly event: EventRow;
  readonly field: string;
  readonly text: string;
}) {
  const value = cellValue(event, field);
  if (value === null)
    return <span className={styles.missing}>{isApplicable(event, field) ? '–' : 'not applicable'}</span>;
  if (typeof value === 'number' && field !== 'time') return formatCellNumber(event, field, value);
  // Messages of several lines are read as such; how their lines end is seen in the raw record.
  const isBlock = text.includes('\n');
  return (
    <span className={styles.value} data-block={isBlock}>
      <LongText text={isBlock ? text.replaceAll('\r\n', '\n') : text} limit={TEXT} block={isBlock} />
    </span>
  );
}
