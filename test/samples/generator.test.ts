import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { sampleLogs } from '../../resources/samples/generate.ts';
import { CATALOGUE, describeAction, findAction } from '../../shared/catalogue/actions.ts';

const FOLDER = join(import.meta.dirname, '../../resources/samples');

describe('the sample logs', () => {
  const generated = sampleLogs();

  it('are byte for byte what their generator writes', () => {
    const shipped = readdirSync(FOLDER).filter((name) => /\.(csv|json)$/.test(name));
    expect(shipped.sort()).toEqual([...generated.keys()].sort());
    for (const [name, text] of generated) {
      expect(readFileSync(join(FOLDER, name)).equals(Buffer.from(text)), name).toBe(true);
    }
  });

  it('stay small enough to ship', () => {
    const bytes = [...generated.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    expect(bytes).toBeLessThan(4_000_000);
  });

  it('hold every action of the catalogue, and some it does not know', () => {
    const found = new Set<unknown>();
    let unknown = 0;
    for (const [name, text] of generated) {
      if (!name.endsWith('.csv')) continue;
      for (const row of Papa.parse<Map<string, string>>(text, { header: true, skipEmptyLines: true }).data) {
        const cells = new Map(Object.entries(row));
        const action = cells.get('Action') ?? cells.get('action');
        if (action === undefined) continue;
        const type = cells.get('resource_type') ?? null;
        found.add(findAction(action, type));
        if (describeAction(action, type) === null) unknown += 1;
      }
    }
    expect(CATALOGUE.filter((entry) => !found.has(entry)).map(({ action }) => action)).toEqual([]);
    expect(unknown).toBeGreaterThan(0);
  });
});
