import { ORDERED_KINDS } from '../../shared/domain/fields.ts';
import { kindOfRef } from '../../shared/filter/written-names.ts';
import { ByokEditor } from './ByokEditor.tsx';
import { FacetValueList } from './FacetValueList.tsx';
import { RangeEditor } from './RangeEditor.tsx';
import { TextClauseEditor } from './TextClauseEditor.tsx';

interface FieldEditorProps {
  readonly field: string;
  readonly label: string;
  /** Place of the chip that is edited; without it the first chip of the field, or a new one. */
  readonly at?: number | undefined;
  readonly onDone: () => void;
}

/**
 * The menu that suits a field: a range for numbers, three choices for BYOK, a text for JSON, a list of values for
 * the rest.
 */
export function FieldEditor({ field, label, at, onDone }: FieldEditorProps) {
  const kind = kindOfRef(field);
  if (field === 'byok') return <ByokEditor at={at} />;
  if (ORDERED_KINDS.has(kind)) return <RangeEditor field={field} label={label} at={at} onDone={onDone} />;
  if (kind === 'json') {
    const condition = { field, pattern: '', form: 'contains', leftOut: false } as const;
    return <TextClauseEditor at={at} condition={condition} onDone={onDone} />;
  }
  return <FacetValueList field={field} label={label} at={at} />;
}
