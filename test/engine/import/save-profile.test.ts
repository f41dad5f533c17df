import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewFile } from '../../../electron/engine/import/preview/preview-file.ts';
import { saveProfile } from '../../../electron/engine/import/preview/save-profile.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import { DEFAULT_IMPORT_OPTIONS, type ImportOptions } from '../../../shared/api/contract.ts';
import { NO_CSV_CHOICES } from '../../../shared/domain/import-choices.ts';
import { zipOf } from '../../support/archives.ts';
import { textRow, workbookOf } from '../../support/workbooks.ts';
import { ImportBench, listener } from './import-bench.ts';

let folder: string;
let before: string | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailglass-saved-'));
  before = process.env['TRAILGLASS_PROFILES'];
  process.env['TRAILGLASS_PROFILES'] = folder;
});

afterEach(() => {
  process.env['TRAILGLASS_PROFILES'] = before;
  rmSync(folder, { recursive: true, force: true });
});

const ODD = 'Stamp;Wer;Was;Menge\n2026-10-01 10:00:00;dana;login;1\n2026-10-02 10:00:00;lee;logout;2\n';
const FIELDS: ImportOptions['fields'] = { time: ['Stamp'], actorName: ['Wer'], action: ['Was'] };
const NEXT = ODD.replaceAll('2026-10', '2026-11');

async function save(text: string, id: string, fields: ImportOptions['fields'] = FIELDS) {
  const bench = new ImportBench();
  const path = bench.file('odd.csv', text);
  const options = { ...DEFAULT_IMPORT_OPTIONS, fields };
  return saveProfile({ path, name: 'odd.csv' }, { id, title: 'Mine', options }, listener());
}

describe('a mapping saved as a profile', () => {
  it('recognises the next file of its kind and reads it the same way', async () => {
    expect(await save(ODD, 'mine')).toMatchObject({ id: 'mine', version: 1, own: true, family: 'audit' });
    const bench = new ImportBench();
    expect(await bench.take('next.csv', NEXT)).toMatchObject({ profile: 'mine', imported: 2 });
    expect(bench.events()[0]).toMatchObject({ actorName: 'dana', action: 'login', extra: { Menge: '1' } });
  });

  it('keeps what was chosen about the file itself, which then holds for others of its kind', async () => {
    const odd = (month: string) =>
      Buffer.from(
        `Auszug\nStamp%%Wer%%Was\n02/${month}/2026 10:00:00%%J\u00fcrgen%%login\n03/${month}/2026 10:00:00%%\u00d6zg\u00fcr%%logout\n`,
        'latin1',
      );
    const bench = new ImportBench();
    const path = bench.file('odd.csv', odd('10'));
    const options = {
      ...DEFAULT_IMPORT_OPTIONS,
      encoding: 'windows-1252',
      csv: { ...NO_CSV_CHOICES, delimiter: '%%', preambleLines: 1 },
      timezone: 'Europe/Berlin',
      dateOrder: 'dmy' as const,
      fields: FIELDS,
    };
    await saveProfile({ path, name: 'odd.csv' }, { id: 'percent', title: 'Percent', options }, listener());
    const expected = { time: Date.UTC(2026, 10, 2, 9) * 1_000, actorName: 'J\u00fcrgen', action: 'login' };

    const source = await bench.take('next.csv', odd('11'));
    expect(source).toMatchObject({ profile: 'percent', imported: 2, rejected: 0, undated: 0 });
    expect(source.encoding).toBe('windows-1252');
    expect(bench.events()[0]).toMatchObject(expected);
    expect(listSources(bench.ws)[0]).toMatchObject({ timezone: 'Europe/Berlin', dateOrder: 'dmy' });

    // Lines above the header are cut off only where they are; what is chosen by hand wins.
    const bare = odd('11').subarray('Auszug\n'.length);
    const other = new ImportBench();
    expect(await other.take('bare.csv', bare)).toMatchObject({ profile: 'percent', imported: 2 });
    await other.take('tokyo.csv', odd('12'), { timezone: 'Asia/Tokyo' });
    expect(other.events()[2]?.['time']).toBe(Date.UTC(2026, 11, 2, 1) * 1_000);
    const chosen = await other.take('chosen.csv', odd('09'), { profile: 'percent' });
    expect(chosen).toMatchObject({ imported: 2, undated: 0 });
    // Another kind of file is read as if there were no such profile.
    expect(await other.take('foreign.csv', ODD.replace('Was', 'Ziel'))).toMatchObject({
      profile: 'generic',
      imported: 2,
    });
    // The same columns with other delimiters are the same log: its zone still holds.
    await other.take('plain.csv', ODD);
    expect(other.events().at(-1)).toMatchObject({ time: Date.UTC(2026, 9, 2, 8) * 1_000, actorName: 'lee' });
  });

  it('keeps where the records of a JSON document are, and how its times are written', async () => {
    const json = (action: string) =>
      JSON.stringify({
        a: [{ x: 1 }],
        data: { rows: [{ stamp: 1790848800, what: action }], more: [{ stamp: 1, y: 2 }] },
      });
    const bench = new ImportBench();
    const path = bench.file('odd.json', json('login'));
    const options = {
      ...DEFAULT_IMPORT_OPTIONS,
      recordPath: 'data.rows',
      timeFormat: 'epoch-s' as const,
      fields: { time: ['stamp'], action: ['what'] },
    };
    await saveProfile({ path, name: 'odd.json' }, { id: 'rows', title: 'Rows', options }, listener());
    expect(await bench.take('next.json', json('logout'))).toMatchObject({ profile: 'rows', imported: 1 });
    expect(bench.events()[0]).toMatchObject({ action: 'logout', time: 1_790_848_800_000_000 });
  });

  it('leaves files of other kinds alone, however many columns they share with it', async () => {
    await save(ODD, 'mine');
    const other = 'Stamp;Wer;Ziel\n2026-10-01 10:00:00;dana;x\n';
    expect((await new ImportBench().take('other.csv', other)).profile).toBe('generic');
  });

  it('is replaced with its next version when it is saved again', async () => {
    await save(ODD, 'mine');
    expect(await save(ODD, 'mine', { ...FIELDS, requests: ['Menge'] })).toMatchObject({ version: 2 });
    expect(JSON.parse(readFileSync(join(folder, 'mine.json'), 'utf8'))).toMatchObject({
      version: 2,
      inputs: { requests: ['Menge'] },
    });
  });

  it('cannot take the id of a shipped one, nor an id that is a path', async () => {
    await expect(save(ODD, 'org-audit')).rejects.toMatchObject({ code: 'BAD_MAPPING' });
    await expect(save(ODD, '../evil')).rejects.toMatchObject({ code: 'BAD_MAPPING' });
  });

  it('is refused where no column fills anything', async () => {
    await expect(save('a;b\nx;y\nz;w\n', 'mine', null)).rejects.toMatchObject({ code: 'BAD_MAPPING' });
  });
});

describe('a preview', () => {
  async function preview(name: string, content: Uint8Array, options: Partial<ImportOptions> = {}) {
    const path = new ImportBench().file(name, content);
    return previewFile({ path, name }, { ...DEFAULT_IMPORT_OPTIONS, ...options }, listener());
  }

  it('of an archive shows its first log', async () => {
    const zip = zipOf([{ name: 'a/odd.csv', content: Buffer.from(ODD) }]);
    const { decisions, records, question } = await preview('logs.zip', zip);
    expect(question).toBeNull();
    expect(decisions?.members).toEqual(['a/odd.csv']);
    expect(records).toHaveLength(2);
  });

  it('of a workbook lists its sheets and shows the chosen one; an unknown sheet is a question', async () => {
    const rows = (action: string) =>
      `${textRow(['timestamp', 'action'])}${textRow(['2026-10-01T10:00:00Z', action])}`;
    const book = workbookOf({
      sheets: [
        { name: 'One', rows: rows('a') },
        { name: 'Two', rows: rows('b') },
      ],
    });
    const first = await preview('book.xlsx', book);
    expect(first.decisions).toMatchObject({ format: 'xlsx', sheets: ['One', 'Two'], members: [] });
    expect(first.records[0]?.event.action).toBe('a');
    const again = await preview('book.xlsx', book, first.decisions?.effective);
    expect(again).toMatchObject({ question: null, records: first.records });
    expect((await preview('book.xlsx', book, { sheet: 'Two' })).records[0]?.event.action).toBe('b');
    const unknown = await preview('book.xlsx', book, { sheet: 'Three' });
    expect(unknown.question).toMatchObject({ code: 'BAD_MAPPING', choice: 'sheet' });
    expect(unknown.records[0]?.event.action).toBe('a');
  });

  it('of a worksheet for which a delimiter was chosen asks to leave it out', async () => {
    const book = workbookOf({ sheets: [{ name: 'One', rows: textRow(['timestamp', 'action']) }] });
    const csv = { ...DEFAULT_IMPORT_OPTIONS.csv, delimiter: ';' };
    const { question } = await preview('book.xlsx', book, { csv });
    expect(question).toMatchObject({
      choice: 'csv.delimiter',
      message: expect.stringMatching(/a delimiter was chosen/),
    });
  });
});
