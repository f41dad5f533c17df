import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Breakdown } from '../../../shared/api/contract.ts';
import { commandLine, commandLineJson } from '../command-line.ts';
import { expect, START, test } from '../fixtures.ts';
import { runCommand } from '../log-page.ts';
import { openView } from '../tour.ts';

const SAMPLES = fileURLToPath(new URL('../../../resources/samples', import.meta.url));

test('[002] usage export: the metrics of the filter in a chosen format, and as a picture', async ({
  host,
}, info) => {
  const workspace = join(info.outputPath(), 'case.trailglass');
  await commandLine(['import', SAMPLES, '-w', workspace]);
  const { page, shell, desktop, close } = await START[host]([workspace]);
  await openView(page, 'Usage');
  await runCommand(page, 'Time: All time');
  const save = (name: string, item: string): Promise<string> =>
    shell.saveExport(name, async () => {
      await page.getByRole('button', { name: 'Save By model' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    });
  const { groups } = await commandLineJson<Breakdown>([
    ...['breakdown', '-w', workspace, '--by', 'model', '--measure', 'credits'],
    ...['--where', 'family:usage', '--limit', '1000'],
  ]);
  const csv = readFileSync(await save('a.csv', 'Save as CSV'), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(csv[0]).toBe(
    'Model,Key,Events,Requests,Input tokens,Output tokens,Credits,Cost (USD),BYOK cost (USD)',
  );
  expect(csv.slice(1).map((line) => line.split(',').slice(0, 7))).toEqual(
    groups.map((group) =>
      [
        ...[group.label, group.key, group.events, group.requests],
        ...[group.inputTokens, group.outputTokens, group.credits],
      ].map((value) => (value === null ? '' : String(value))),
    ),
  );
  const json = JSON.parse(readFileSync(await save('a.json', 'Save as JSON'), 'utf8')) as Breakdown;
  expect(json.groups.map(({ key, credits }) => [key, credits])).toEqual(
    groups.map(({ key, credits }) => [key, credits]),
  );
  if (desktop !== null) {
    const asked = JSON.stringify((await desktop.dialogs()).at(-1));
    expect(asked).toMatch(/trailglass-usage-by-model_\S+_2026-09-01_2026-10-31\.json/);
  }
  const svg = readFileSync(await save('a.svg', 'Save as SVG'), 'utf8');
  expect(svg).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/,
  );
  for (const text of ['By model', 'Credits by model', 'gpt-4o: ', 'All time']) expect(svg).toContain(text);
  expect(svg).not.toContain('var(');
  // The font goes with it, and only the parts of it that the text is written with.
  expect(svg).toContain('@font-face{font-family:"Inter Variable"');
  expect(svg).not.toContain('U+0370');
  expect(svg.match(/url\(#legend-hatching\)/g)).toHaveLength(1);
  const png = readFileSync(await save('a.png', 'Save as PNG'));
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(1_280);
  await close();
});
