import { factsText, type SourceRow } from '../source-row.ts';
import { counted, type Findings } from './findings.ts';
import type { SourceTallies, SourceTally } from './source-tallies.ts';

const COUNTED = [
  'imported',
  'duplicate',
  'rejected',
  'undated',
  'auditEvents',
  'usageEvents',
  'firstTime',
  'lastTime',
] as const satisfies readonly (keyof SourceTally & keyof SourceRow)[];

/** Every source must be as its last batch left it, and its counts must be those of the rows that are there. */
export function verifySources(
  sources: readonly SourceRow[],
  tallies: SourceTallies,
  findings: Findings,
): void {
  for (const source of sources) verifySource(source, tallies.of(source.id), findings);
  const known = new Set(sources.map((source) => source.id));
  for (const id of tallies.sources()) {
    if (!known.has(id)) findings.fail('sources', `Source ${id} is missing; batches name it.`);
  }
  findings.pass(
    'sources',
    `${counted(sources.length, 'source', 'sources')}: read = imported + duplicate + rejected, and all of it is there.`,
  );
}

function verifySource(source: SourceRow, tally: SourceTally | undefined, findings: Findings): void {
  const name = `Source ${source.id} (${source.name})`;
  if (tally === undefined) {
    findings.fail('sources', `${name} was added: no batch belongs to it.`);
    return;
  }
  if (factsText(source) !== tally.facts) {
    findings.fail('sources', `${name} is not as written: ${factsDifference(source, tally.facts)}.`);
  }
  if (source.read !== source.imported + source.duplicate + source.rejected) {
    findings.fail('sources', `${name}: read is not imported + duplicate + rejected.`);
  }
  for (const count of COUNTED) {
    if (source[count] !== tally[count]) {
      findings.fail('sources', `${name}: ${count} is ${source[count]}, but the rows give ${tally[count]}.`);
    }
  }
}

function factsDifference(source: SourceRow, facts: string): string {
  let written: unknown;
  try {
    written = JSON.parse(facts);
  } catch {
    return 'what its last batch says of it cannot be read';
  }
  const before = new Map(Object.entries(written ?? {}));
  const changed = Object.entries(source)
    .filter(([column, value]) => (before.get(column) ?? null) !== value)
    .map(
      ([column, value]) =>
        `${column} was ${JSON.stringify(before.get(column) ?? null)} and is ${JSON.stringify(value)}`,
    );
  return changed.length === 0 ? 'what its last batch says of it was changed' : changed.join(', ');
}
