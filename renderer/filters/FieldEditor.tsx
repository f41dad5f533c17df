import { ORDERED_KINDS } from '../../shared/domain/fields.ts';
import { kindOfRef } from '../../shared/filter/written-names.ts';
import { ByokEditor } from './ByokEditor.tsx';
import { FacetValueList } from './FacetValueList.tsx';
import { RangeEditor } from './RangeEditor.tsx';

interface FieldEditorProps {
  readonly field: string;
  readonly label: string;
  readonly onDone: () => void;
}

/** The menu that suits a field: a range for numbers, three choices for BYOK, a list of values for the rest. */
export function FieldEditor({ field, label, onDone }: FieldEditorProps) {
  if (field === 'byok') return <ByokEditor />;
  if (ORDERED_KINDS.has(kindOfRef(field))) return <RangeEditor field={field} label={label} onDone={onDone} />;
  return <FacetValueList field={field} label={label} />;
}
