import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../../electron/engine/import/import-files.ts';
import { readRaw, storedBytes } from '../../../../electron/engine/store/raw-records.ts';
import { listSources } from '../../../../electron/engine/store/sources.ts';
import { verifyWorkspace } from '../../../../electron/engine/store/verify.ts';
import { DEFAULT_IMPORT_OPTIONS } from '../../../../shared/api/contract.ts';
import { zipOf } from '../../../support/archives.ts';
import { textRow, type WorkbookParts, workbookOf } from '../../../support/workbooks.ts';
import { codes, ImportBench, listener } from '../import-bench.ts';

const HEADER = textRow(['timestamp', 'action']);
const LOG = `${HEADER}${textRow(['2026-10-01T10:00:00Z', 'a.1'])}`;

/** The text that a sheet is stored as. */
async function textOf(parts: WorkbookParts): Promise<string> {
  const bench = new ImportBench();
  await bench.take('book.xlsx', workbookOf(parts));
  return readRaw(bench.ws, 1, 0, storedBytes(bench.ws, 1)).toString();
}

const sheet = (rows: string, more: Omit<WorkbookParts, 'sheets'> = {}): Promise<string> =>
  textOf({ sheets: [{ name: 'Log', rows }], ...more });

describe('a workbook', () => {
  it('gives a source for each visible worksheet that is not empty', async () => {
    const bench = new ImportBench();
    const book = workbookOf({
      sheets: [
        { name: 'October', rows: LOG },
        { name: 'Empty', rows: '<row r="1"/><row r="9"/>' },
        { name: 'Hidden', rows: LOG.replace('a.1', 'h.1'), state: 'hidden' },
        { name: 'Sheet &amp; 2', rows: LOG.replace('a.1', 'b.1') },
      ],
    });
    const path = bench.file('called-otherwise.bin', book);
    const report = await importFiles(
      bench.ws,
      [{ path, name: 'book.xlsx' }],
      DEFAULT_IMPORT_OPTIONS,
      listener(),
    );
    expect(report.sources.map(({ name, status, read }) => [name, status, read])).toEqual([
      ['book.xlsx/October', 'imported', 1],
      ['book.xlsx/Sheet & 2', 'imported', 1],
    ]);
    expect(report.skipped).toEqual(['book.xlsx/Empty', 'book.xlsx/Hidden']);
    expect(bench.events().map((event) => event['action'])).toEqual(['a.1', 'b.1']);
    const text = 'timestamp,action\n2026-10-01T10:00:00Z,a.1\n';
    expect(listSources(bench.ws)[0]).toMatchObject({
      format: 'xlsx',
      sha256: createHash('sha256').update(text).digest('hex'),
      bytes: text.length,
      container: {
        name: 'book.xlsx',
        sha256: createHash('sha256').update(book).digest('hex'),
        bytes: book.length,
        member: 'October',
      },
    });
    const { checks } = await verifyWorkspace(bench.ws, listener());
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });

  it('gives the worksheet that is chosen, also a hidden one; others are named when there is none', async () => {
    const bench = new ImportBench();
    const book = workbookOf({
      sheets: [
        { name: 'October', rows: LOG },
        { name: 'Hidden', rows: LOG.replace('a.1', 'h.1'), state: 'veryHidden' },
      ],
    });
    const hidden = await bench.take('book.xlsx', book, { sheet: 'Hidden' });
    expect(hidden).toMatchObject({ name: 'book.xlsx/Hidden', status: 'imported' });
    const missing = await bench.take('book.xlsx', book, { sheet: 'November' });
    expect(missing.error).toMatchObject({
      code: 'BAD_MAPPING',
      message: 'book.xlsx has no worksheet "November". It has "October", "Hidden".',
    });
    const none = await bench.take('log.csv', 'timestamp,action\n2026-10-01T10:00:00Z,x\n', { sheet: 'x' });
    expect(none.error?.code).toBe('BAD_MAPPING');
  });

  it('is opened inside an archive, too', async () => {
    const bench = new ImportBench();
    const book = workbookOf({
      sheets: [
        { name: 'A', rows: LOG },
        { name: 'B', rows: LOG.replace('a.1', 'b.1') },
      ],
    });
    const entries = [
      { name: 'in/book.xlsx', content: book },
      { name: 'log.csv', content: 'timestamp,action\n2026-10-01T10:00:00Z,c.1\n' },
    ];
    const sources = await bench.job([bench.file('x.zip', zipOf(entries))]);
    expect(sources.map(({ name, status }) => [name, status])).toEqual([
      ['x.zip/in/book.xlsx/A', 'imported'],
      ['x.zip/in/book.xlsx/B', 'imported'],
      ['x.zip/log.csv', 'imported'],
    ]);
    expect(listSources(bench.ws)[1]?.container).toEqual({
      name: 'x.zip/in/book.xlsx',
      sha256: createHash('sha256').update(book).digest('hex'),
      bytes: book.length,
      member: 'B',
    });
    const chosen = await new ImportBench().job([bench.file('x.zip', zipOf(entries))], { sheet: 'B' });
    expect(chosen.map(({ name, error, status }) => [name, error?.code ?? status])).toEqual([
      ['x.zip/in/book.xlsx/B', 'imported'],
      ['x.zip/log.csv', 'BAD_MAPPING'],
    ]);
  });

  it('is the same log as another workbook with the same sheet', async () => {
    const bench = new ImportBench();
    await bench.take('one.xlsx', workbookOf({ sheets: [{ name: 'A', rows: LOG }] }));
    const again = await bench.take('two.xlsx', workbookOf({ sheets: [{ name: 'B', rows: LOG }] }));
    expect(again).toMatchObject({ name: 'two.xlsx/B', status: 'already-imported' });
  });
});

describe('cells of a worksheet', () => {
  it('are texts however they are stored', async () => {
    const rows = `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>in</t></is></c><c t="str"><f>A1</f><v>made</v></c><c t="s"><v>2</v></c></row>`;
    const strings = [
      '<t>plain</t>',
      '<r><t>ri</t></r><r><rPr/><t xml:space="preserve">ch </t></r><rPh sb="0" eb="1"><t>reading</t></rPh>',
      '<t>a_x000D_b_x005F_c</t>',
    ];
    expect(await sheet(rows, { strings })).toBe('plain,"rich ",in,made,"a\rb_c"\n');
  });

  it('are numbers as written, without what doubles do to them', async () => {
    const written = [
      '12345678901234567890',
      '9007199254740993',
      '0.10000000000000001',
      '1.1000000000000001',
      '-0.5',
      '1E3',
      '1.5E-5',
      '42',
    ];
    const rows = `<row>${written.map((value) => `<c><v>${value}</v></c>`).join('')}</row>`;
    expect(await sheet(rows)).toBe('12345678901234567890,9007199254740993,0.1,1.1,-0.5,1000,0.000015,42\n');
  });

  it('are booleans and errors', async () => {
    const rows =
      '<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2026-10-01</v></c></row>';
    expect(await sheet(rows)).toBe('TRUE,FALSE,#N/A,2026-10-01\n');
  });

  it.each([
    [false, '46296.416666666664', 22, '2026-10-01T10:00:00'],
    [false, '46296', 14, '2026-10-01'],
    [false, '46296.5', 14, '2026-10-01T12:00:00'],
    [false, '46296.41666712963', 'dd.mm.yyyy hh:mm:ss.000', '2026-10-01T10:00:00.040'],
    [false, '0.75', 20, '18:00:00'],
    [false, '1.0833333333333333', '[h]:mm:ss', '26:00:00'],
    [false, '1', 14, '1900-01-01'],
    [false, '59', 14, '1900-02-28'],
    [false, '61', 14, '1900-03-01'],
    [true, '0', 14, '1904-01-01'],
    [
      true,
      '44834.416666666664',
      'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm',
      '2026-10-01T10:00:00',
    ],
    [false, '46296', '[Red]mmm-yy', '2026-10-01'],
    [false, '46296', '[$-409]d/m/yy h:mm AM/PM', '2026-10-01T00:00:00'],
    [false, '46296', 0, '46296'],
    [false, '46296', '#,##0.00 [$EUR]', '46296'],
    [false, '46296', '0.00 &quot;days&quot;', '46296'],
    [false, '46296', '0\\ \\d', '46296'],
    [false, '-3', 14, '-3'],
  ])(
    'are days and times by their number format (1904: %s, %s as %s)',
    async (date1904, value, format, text) => {
      const rows = `<row><c s="0"><v>${value}</v></c><c s="9"><v>7</v></c></row>`;
      expect(await sheet(rows, { formats: [format], date1904 })).toBe(`${text},7\n`);
    },
  );

  it('are where their references say; rows and cells may be missing', async () => {
    const rows = `<row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>3</v></c><c r="AB2"><v>28</v></c></row><row r="4"><c r="B4"><v>2</v></c><c><v>3</v></c></row>`;
    expect(await sheet(rows)).toBe(`\n1,,3${','.repeat(25)}28\n\n,2,3${','.repeat(25)}\n`);
  });

  it('are quoted where they need it', async () => {
    expect(await sheet(textRow(['a,b', 'say &quot;x&quot;', 'two&#10;lines', ' x']))).toBe(
      '"a,b","say ""x""","two\nlines"," x"\n',
    );
  });

  it('make records on the lines of the sheet, with no warning about cells that Excel leaves out', async () => {
    const bench = new ImportBench();
    const rows = `${textRow(['timestamp', 'action', 'note'])}${textRow(['2026-10-01T10:00:00Z', 'a'])}${textRow(['2026-10-01T10:00:01Z', 'b', 'x'])}`;
    const source = await bench.take('book.xlsx', workbookOf({ sheets: [{ name: 'Log', rows }] }));
    expect(codes(source.warnings)).toEqual(['GENERIC_PROFILE']);
    expect(bench.events().map(({ line, extra }) => [line, extra])).toEqual([
      [2, {}],
      [3, { note: 'x' }],
    ]);
  });
});

describe('what is no workbook that can be read', () => {
  const refused = async (name: string, content: string | Uint8Array) => {
    const source = await new ImportBench().take(name, content);
    return [source.error?.code, source.error?.message];
  };

  it('is refused with what to do', async () => {
    const ole = Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
    ]);
    const mimetype = {
      name: 'mimetype',
      content: 'application/vnd.oasis.opendocument.spreadsheet',
      method: 0,
    };
    expect(await refused('old.xls', ole)).toEqual(['FILE_BINARY', expect.stringContaining('.xlsx')]);
    expect(await refused('x.ods', zipOf([mimetype, { name: 'content.xml', content: '<x/>' }]))).toEqual([
      'FILE_BINARY',
      expect.stringContaining('OpenDocument'),
    ]);
    expect(await refused('x.parquet', Buffer.from('PAR1....'))).toEqual([
      'FILE_BINARY',
      expect.stringContaining('Parquet'),
    ]);
    expect(
      await refused(
        'x.xlsb',
        zipOf([
          { name: '[Content_Types].xml', content: '' },
          { name: 'xl/workbook.bin', content: '' },
        ]),
      ),
    ).toEqual(['FILE_BINARY', expect.stringContaining('.xlsb')]);
  });

  it('is told when its XML is broken, or expands entities', async () => {
    const broken = workbookOf({ sheets: [{ name: 'Log', rows: '<row><c><v>1</row>' }] });
    expect(await refused('broken.xlsx', broken)).toEqual([
      'FILE_UNREADABLE',
      expect.stringContaining('sound Excel workbook'),
    ]);
    const laughs = workbookOf({ sheets: [{ name: 'Log', rows: '<row><c t="str"><v>&lol;</v></c></row>' }] });
    expect(await refused('laughs.xlsx', laughs)).toEqual([
      'FILE_UNREADABLE',
      expect.not.stringContaining('\n'),
    ]);
  });
});
