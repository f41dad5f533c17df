import { ORDERED_KINDS } from '../../shared/domain/fields.ts';
import { choiceOfClause } from '../../shared/filter/field-choice.ts';
import type { Clause } from '../../shared/filter/filter.ts';
import { kindOfRef } from '../../shared/filter/written-names.ts';
import { useFilter } from '../app/use-settings.ts';
import { FieldEditor } from './FieldEditor.tsx';
import { fieldLabel } from './field-label.ts';
import { TextClauseEditor } from './TextClauseEditor.tsx';
import { readTextCondition } from './text-condition.ts';
import { WrittenClauseEditor } from './WrittenClauseEditor.tsx';

interface ClauseEditorProps {
  /** Place of the chip. */
  readonly at: number;
  readonly onDone: () => void;
}

/** The editor that suits what a chip says: a list of values, a range, a text, or the clause in writing. */
export function ClauseEditor({ at, onDone }: ClauseEditorProps) {
  const clause = useFilter().chips[at]?.clause;
  if (clause === undefined) return null;
  const field = listedField(clause);
  if (field !== null) return <FieldEditor field={field} label={fieldLabel(field)} at={at} onDone={onDone} />;
  const text = readTextCondition(clause);
  if (text !== null) return <TextClauseEditor at={at} condition={text} onDone={onDone} />;
  return <WrittenClauseEditor at={at} clause={clause} onDone={onDone} />;
}

/** The field whose own menu shows everything the clause says; null when no menu does. */
function listedField(clause: Clause): string | null {
  if (clause.kind === 'range') return clause.field === 'time' ? null : clause.field;
  const field = choiceOfClause(clause)?.field;
  if (field === undefined) return null;
  const kind = kindOfRef(field);
  if (ORDERED_KINDS.has(kind) || kind === 'json') return null;
  return field === 'byok' && clause.kind !== 'facet' ? null : field;
}
