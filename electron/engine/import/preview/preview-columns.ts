import type { ImportOptions } from '../../../../shared/api/contract.ts';
import type { BadValue, PreviewColumn } from '../../../../shared/domain/import-preview.ts';
import type { Input } from '../../../../shared/domain/inputs.ts';
import { parseContainer } from '../normalise/details.ts';
import { jsonText } from '../normalise/json-text.ts';
import { isAbsent } from '../normalise/numbers.ts';
import { type Binding, bindColumns, boundName } from '../profile/bind-columns.ts';
import { detectProfile, matchProfile } from '../profile/detect-profile.ts';
import type { SampleColumn } from '../profile/sample-columns.ts';
import { loadProfiles, profileById } from '../profiles.ts';
import { kindOf, type SourcePlan } from '../source-plan.ts';
import { columnType } from './column-type.ts';
import { neededValue } from './needed-value.ts';
import type { PreviewNotes } from './preview-notes.ts';

/** How many values of a column are judged. */
const JUDGED = 1_000;
const SAMPLES = 3;
const SAMPLE_CHARACTERS = 200;

/** The columns of a file with what each is taken for, in the order of the file; members of JSON cells behind their cell. */
export function previewColumns(
  plan: SourcePlan,
  options: ImportOptions,
  notes: PreviewNotes,
): readonly PreviewColumn[] {
  const suggestions = suggestedInputs(plan, options);
  const bound = new Map(plan.bindings.map((binding) => [boundName(binding), binding]));
  return plan.sample.columns.flatMap((column) => {
    const own = bound.get(column.name);
    const inside = plan.bindings.filter(
      (binding) => binding.column === column && boundName(binding) !== column.name,
    );
    return [
      columnOf(plan, column.name, column, column.values, own ?? null, suggestions, notes),
      ...inside.map((binding) =>
        columnOf(plan, boundName(binding), null, membersOf(binding), binding, suggestions, notes),
      ),
    ];
  });
}

function columnOf(
  plan: SourcePlan,
  name: string,
  column: SampleColumn | null,
  all: readonly string[],
  binding: Binding | null,
  suggestions: ReadonlyMap<string, Input>,
  notes: PreviewNotes,
): PreviewColumn {
  const values = all.slice(0, JUDGED);
  const container = column?.holds === 'containers';
  const stated = values.filter((value) => !isAbsent(value));
  const { parsed, firstBad } = judged(plan, stated, binding, notes);
  return {
    name,
    input: binding?.input ?? null,
    suggested: suggestions.get(name) ?? null,
    container,
    type: columnType(name, values, container),
    filled: stated.length,
    parsed,
    firstBad,
    samples: [...new Set(stated)].slice(0, SAMPLES).map((value) => value.slice(0, SAMPLE_CHARACTERS)),
  };
}

function judged(
  plan: SourcePlan,
  values: readonly string[],
  binding: Binding | null,
  notes: PreviewNotes,
): { parsed: number; firstBad: BadValue | null } {
  if (binding === null) return { parsed: values.length, firstBad: null };
  const { input, rank } = binding;
  const fits = neededValue(plan, input, rank);
  const bad = values.filter((value) => !fits(value));
  const [first] = bad;
  return {
    parsed: values.length - bad.length,
    firstBad:
      first === undefined
        ? null
        : { text: first.slice(0, SAMPLE_CHARACTERS), line: notes.lineOf(input, first.trim()) },
  };
}

/** The values of a path through the JSON text of a column. */
function membersOf({ column, path }: Binding): readonly string[] {
  return column.values.slice(0, JUDGED).flatMap((cell) => {
    const value = path.reduce<unknown>(
      (outer, key) =>
        typeof outer === 'object' && outer !== null
          ? Object.getOwnPropertyDescriptor(outer, key)?.value
          : undefined,
      parseContainer(cell.trim()),
    );
    return value === undefined || value === null ? [] : [jsonText(value)];
  });
}

/** What each column would fill without fields chosen by hand. */
function suggestedInputs(plan: SourcePlan, { fields, profile }: ImportOptions): ReadonlyMap<string, Input> {
  const kind = kindOf(plan);
  const bindings = ((): readonly Binding[] => {
    if (fields === null) return plan.bindings;
    if (profile !== null) return matchProfile(profileById(profile), plan.sample, kind).bindings;
    return detectProfile(loadProfiles(), plan.sample, kind).bindings;
  })();
  const suggestions = new Map<string, Input>();
  for (const binding of [...bindings, ...guesses(plan, kind)]) {
    const name = boundName(binding);
    if (!suggestions.has(name)) suggestions.set(name, binding.input);
  }
  return suggestions;
}

/** What the profile for any log would make of the columns that the profile in use leaves alone. */
function guesses(plan: SourcePlan, kind: 'csv' | 'json'): readonly Binding[] {
  const generic = loadProfiles().find(({ guess }) => guess);
  return generic === undefined ? [] : bindColumns(generic, plan.sample, kind === 'json');
}
