import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Breakdown } from '../../../shared/api/contract.ts';
import { commandLine, commandLineJson } from '../command-line.ts';
import { expect, START, test } from '../fixtures.ts';
import { runCommand } from '../log-page.ts';
import { openView } from '../tour.ts';
import { datesBetween, usageCsv } from '../usage-csv.ts';

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

test('pictures hold all of their text, with the drawing near their top and a key to every line in it', async ({
  host,
}, info) => {
  const workspace = join(info.outputPath(), 'case.trailglass');
  const log = join(info.outputPath(), 'usage.csv');
  const long = `Summarize ${'every single one of them '.repeat(20)}`;
  const calls = datesBetween('2026-08-03', '2026-10-20').flatMap((date, at) => [
    { when: `${date} 10:00:00`, credits: `${5 + (at % 4)}`, reason: long },
    { when: `${date} 11:00:00`, credits: '2', model: 'o3' },
  ]);
  writeFileSync(log, usageCsv(calls));
  await commandLine(['import', log, '-w', workspace]);
  const { page, shell, close } = await START[host]([workspace]);
  await page.setViewportSize({ width: 700, height: 900 });
  await openView(page, 'Usage');
  await runCommand(page, 'Time: This month');
  const chart = page.getByRole('region', { name: 'Usage over time', exact: true });
  await chart.scrollIntoViewIfNeeded();
  await chart.getByRole('button', { name: /^Stack by/ }).click();
  await page.getByRole('menuitemradio', { name: 'Reason', exact: true }).click();
  for (const name of ['Compare', 'Forecast']) {
    await chart.getByRole('button', { name, exact: true }).click();
  }
  await expect(chart).toContainText('Forecast for Oct 2026');

  const blank = await page.context().newPage();
  for (const title of ['Usage over time', 'By reason']) {
    const path = await shell.saveExport(`${title}.svg`, async () => {
      await page.getByRole('button', { name: `Save ${title}` }).click();
      await page.getByRole('menuitem', { name: 'Save as SVG' }).click();
    });
    await blank.setContent(readFileSync(path, 'utf8').replace(/^<\?xml.*\n/, ''));
    const seen = await blank.evaluate(async () => {
      await document.fonts.ready;
      const picture = document.querySelector('svg');
      const { right = 0, top = 0 } = picture?.getBoundingClientRect() ?? {};
      const texts = [...document.querySelectorAll('svg text')];
      const drawing = picture?.querySelector('svg')?.getBoundingClientRect();
      return {
        beyond: texts
          .filter((one) => one.getBoundingClientRect().right > right)
          .map((one) => one.textContent),
        texts: texts.map((one) => one.textContent ?? ''),
        above: (drawing?.top ?? 0) - top,
      };
    });
    expect(seen.beyond, title).toEqual([]);
    expect(seen.above, title).toBeLessThan(100);
    // The figures of a name that is too long are there.
    expect(
      seen.texts.some((text) => /^Summarize every .*….*: .*\(\d\d.*%\)$/.test(text)),
      title,
    ).toBe(true);
    if (title === 'Usage over time') {
      expect(seen.texts).toContain('The period before, 1 Sep 2026 00:00 – 1 Oct 2026 00:00 UTC');
      expect(seen.texts).toContain('Forecast, with its 80% interval');
      expect(seen.texts.join(' ')).toContain('Method: so far, plus the mean of each weekday');
    }
  }
  await blank.close();
  await close();
});
