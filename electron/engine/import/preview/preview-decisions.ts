import type { ImportOptions } from '../../../../shared/api/contract.ts';
import { BLANK_RUNS } from '../../../../shared/domain/import-choices.ts';
import type { PreviewDecisions, ProfileFit } from '../../../../shared/domain/import-preview.ts';
import { INPUTS } from '../../../../shared/domain/inputs.ts';
import { boundName } from '../profile/bind-columns.ts';
import { rankProfiles } from '../profile/detect-profile.ts';
import { loadProfiles } from '../profiles.ts';
import { outlineOf } from '../records/json-outline.ts';
import { kindOf, type Sample, type SourcePlan } from '../source-plan.ts';

const RUNNERS_UP = 5;
const RECORD_PATHS = 20;
/** How much of a JSON document is walked for lists of records, in bytes. */
const OUTLINED_BYTES = 256 * 1024;

/** What a file holds besides what is shown. */
export type Inside = Pick<PreviewDecisions, 'sheets' | 'members' | 'moreMembers'>;

/** Everything that was decided about a file, in words and as choices. */
export function decisionsOf(
  plan: SourcePlan,
  options: ImportOptions,
  sample: Sample,
  inside: Inside,
): PreviewDecisions {
  const { id, title } = plan.profile;
  return {
    effective: effectiveOptions(plan, options),
    encoding: plan.encoding.name,
    format: plan.format,
    dialect: plan.dialect,
    family: plan.reading.family,
    profile: { id, title, confidence: plan.confidence },
    runnersUp: runnersUp(plan),
    recordPaths: recordPaths(plan, sample),
    ...inside,
  };
}

/** What was decided about a worksheet: its text is ours, so that encoding and dialect are no choices. */
export function worksheetDecisions(decisions: PreviewDecisions, options: ImportOptions): PreviewDecisions {
  const { encoding, csv } = options;
  const { preambleLines, headerLines } = decisions.effective.csv;
  const effective = {
    ...decisions.effective,
    encoding,
    format: 'xlsx' as const,
    csv: { ...csv, preambleLines, headerLines },
  };
  return { ...decisions, format: 'xlsx', effective };
}

/** The options with what was decided in place of every null that stands for a decision. */
export function effectiveOptions(plan: SourcePlan, options: ImportOptions): ImportOptions {
  const shape = plan.csv?.shape;
  return {
    ...options,
    profile: plan.profile.id,
    timezone: plan.timezone,
    dateOrder: plan.dateOrder ?? options.dateOrder,
    tenant: plan.tenant,
    encoding: plan.encoding.name,
    format: plan.format,
    csv:
      shape === undefined
        ? { ...options.csv, ...(plan.format === 'csv' && { delimiter: BLANK_RUNS }) }
        : {
            delimiter: shape.dialect.delimiter,
            quote: shape.dialect.quote,
            escape: shape.dialect.escape,
            preambleLines: shape.preamble?.rows ?? 0,
            headerLines: shape.headerRows,
          },
    recordPath: plan.recordPath ?? options.recordPath,
    // A profile says the same of every file; what was guessed is stated, because it may be guessed otherwise elsewhere.
    fields: plan.profile.guess ? statedFields(plan, options) : options.fields,
  };
}

/** Every input with the columns that fill it, and those left out by hand. */
function statedFields({ bindings }: SourcePlan, { fields }: ImportOptions): ImportOptions['fields'] {
  const stated = INPUTS.flatMap((input) => {
    const names = bindings.filter((binding) => binding.input === input).map(boundName);
    const chosen = names.length > 0 ? names : fields?.[input];
    return chosen === undefined ? [] : [[input, chosen] as const];
  });
  return stated.length === 0 ? null : Object.fromEntries(stated);
}

function runnersUp(plan: SourcePlan): readonly ProfileFit[] {
  const kind = kindOf(plan);
  return rankProfiles(loadProfiles(), plan.sample, kind)
    .filter(({ profile }) => profile.id !== plan.profile.id)
    .slice(0, RUNNERS_UP)
    .map(({ profile: { id, title }, confidence }) => ({ id, title, confidence }));
}

/** Lists of objects that could be the records, the one in use first. */
function recordPaths(plan: SourcePlan, { bytes }: Sample): readonly string[] {
  if (plan.format !== 'json') return [];
  const { bomBytes } = plan.encoding;
  const text = plan.encoding.decode(bytes.subarray(bomBytes, bomBytes + OUTLINED_BYTES));
  const found = outlineOf(text)
    .arrays.filter(({ objects }) => objects > 0)
    .map(({ path }) => path.join('.'));
  const used = plan.recordPath === null ? [] : [plan.recordPath];
  return [...new Set([...used, ...found])].slice(0, RECORD_PATHS);
}
