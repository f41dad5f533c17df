import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MARKS } from '../../../../electron/engine/import/decode/character-marks.ts';
import { detectEncoding } from '../../../../electron/engine/import/decode/text-encoding.ts';
import { readRaw } from '../../../../electron/engine/store/raw-records.ts';
import { codes, ImportBench } from '../import-bench.ts';

/** Bytes of each character of a legacy encoding, found by decoding every sequence that one can have. */
function charactersOf(label: string): ReadonlyMap<string, Buffer> {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  const characters = new Map<string, Buffer>();
  const learn = (bytes: Buffer): void => {
    try {
      const text = decoder.decode(bytes);
      const isControl = /[\u0080-\u009f]/.test(text); // Half a character, to some decoders.
      if ([...text].length === 1 && !isControl && !characters.has(text)) characters.set(text, bytes);
    } catch {
      // No character.
    }
  };
  for (let first = 0; first < 256; first += 1) learn(Buffer.from([first]));
  for (let first = 0x81; first < 256; first += 1)
    for (let second = 0x40; second < 256; second += 1) learn(Buffer.from([first, second]));
  return characters;
}

function encode(text: string, characters: ReadonlyMap<string, Buffer>): Buffer {
  return Buffer.concat(
    [...text].map((character) => {
      const bytes = characters.get(character);
      if (bytes === undefined) throw new Error(`${character} cannot be written`);
      return bytes;
    }),
  );
}

const LOGS: readonly (readonly [label: string, people: readonly string[]])[] = [
  ['shift_jis', ['田中太郎,ログインしました', '鈴木花子,設定を変更しました', '山本一,表示能力を予約した']],
  ['gb18030', ['张伟,登录系统', '王芳,修改了设置', '李娜,删除了用户']],
  ['big5', ['王小明,登入系統', '陳美玲,修改設定', '許功蓋,刪除使用者']],
  ['euc-kr', ['김철수,로그인했습니다', '이영희,설정을 변경했습니다', '박민수,삭제했습니다']],
  ['euc-jp', ['田中太郎,ログインしました', '鈴木花子,設定を変更しました', '山本一,削除しました']],
  ['windows-1251', ['Иван Петров,вход в систему', 'Анна Смирнова,изменила настройки', 'Олег,удалил']],
  ['koi8-r', ['Иван Петров,вход в систему', 'Анна Смирнова,изменила настройки', 'Олег,удалил']],
  ['windows-1252', ['José García,más', 'François Lefèvre,modifié', 'Jürgen Müller,Änderung gelöscht']],
  ['windows-1250', ['Łukasz Żółć,zalogował się', 'Žofia Nováková,změna nastavení', 'Łucja,usunęła']],
];

describe('the encoding of a log', () => {
  it.each(LOGS)('%s is found by the words that are not ASCII', async (label, people) => {
    const characters = charactersOf(label);
    const text = `time,user,did\n${people.map((person, i) => `2026-10-01T10:00:0${i}Z,${person}\n`).join('')}`;
    const bench = new ImportBench();
    const source = await bench.take('log.csv', encode(text, characters));
    expect(source.encoding).toBe(label);
    expect(codes(source.warnings)).toContain('ENCODING_GUESSED');
    const stored = bench.events().map(({ byteOffset, byteLength, extra, ...event }) => {
      const raw = readRaw(bench.ws, 1, byteOffset, byteLength);
      const said = [event['actorName'] ?? event['actor'] ?? extra['user'], event['action'] ?? extra['did']];
      return [new TextDecoder(label).decode(raw).trimEnd().slice(21), said.join(',')];
    });
    expect(stored).toEqual(people.map((person) => [person, person]));
  });

  it('falls back to Windows-1252 when too little of it is not ASCII', () => {
    const sample = Buffer.from('time,user\n2026-10-01T10:00:00Z,Andr\xe9\n', 'latin1');
    expect(detectEncoding(sample, true, 'x.csv').name).toBe('windows-1252');
  });

  it('is the one that was chosen, under any of its labels', async () => {
    const bench = new ImportBench();
    const bytes = encode('time,user\n2026-10-01T10:00:00Z,Олег\n', charactersOf('windows-1251'));
    const source = await bench.take('log.csv', bytes, { encoding: 'cp1251' });
    expect([source.encoding, codes(source.warnings)]).toEqual(['windows-1251', ['GENERIC_PROFILE']]);
    expect(bench.events()[0]).toMatchObject({ actorName: 'Олег' });
  });

  it('cannot be one that there is not', async () => {
    const source = await new ImportBench().take('log.csv', 'a,b\n1,2\n', { encoding: 'klingon' });
    expect(source.error).toMatchObject({
      code: 'BAD_MAPPING',
      message: expect.stringContaining('"klingon"'),
    });
  });

  it('is refused when it is UTF-32', async () => {
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0, 0]),
      Buffer.from(Uint32Array.from('time,a\n', (letter) => letter.charCodeAt(0)).buffer),
    ]);
    const source = await new ImportBench().take('log.csv', wide);
    expect(source.error).toMatchObject({ code: 'FILE_BINARY', message: expect.stringContaining('UTF-32') });
  });
});

describe('bytes that look like separators inside characters', () => {
  // Second bytes of these are those of a backslash, a bar and braces.
  const hostile = '表示能力ソ十予暴';

  it.each([
    ['bars between cells', `time|user|note\n2026-10-01T10:00:00Z|山本|${hostile}\n`, 'log.csv'],
    ['JSON Lines', `{"time":"2026-10-01T10:00:00Z","user":"山本","note":"${hostile}"}\n`, 'log.jsonl'],
    [
      'a JSON document',
      `{"n":"表","Records":[{"time":"2026-10-01T10:00:00Z","user":"山本","note":"${hostile}"}]}`,
      'log.json',
    ],
  ])('are none in %s', async (_, text, name) => {
    const bench = new ImportBench();
    const bytes = encode(text, charactersOf('shift_jis'));
    const source = await bench.take(name, bytes, { encoding: 'shift_jis' });
    expect(source).toMatchObject({ status: 'imported', read: 1, rejected: 0 });
    expect(bench.events()[0]).toMatchObject({ actorName: '山本', extra: { note: hostile } });
    if (name !== 'log.json') return;
    const envelope = bench.ws.db.prepare('SELECT envelope FROM source').pluck().get();
    expect(JSON.parse(String(envelope))).toEqual({ n: '表' });
  });

  it.each(['shift_jis', 'gb18030', 'big5', 'euc-kr'])('are marked in %s, and no others are', (label) => {
    const characters = [...charactersOf(label)];
    const mark = MARKS.get(label);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...characters), { maxLength: 50 }), (text) => {
        const bytes = Buffer.concat(text.map(([, written]) => written));
        const expected = text.flatMap(([, written]) =>
          [...written].map((byte, at) => (at === 0 ? byte : byte | 0x100)),
        );
        expect([...(mark?.(bytes) ?? [])]).toEqual(expected);
      }),
    );
  });
});
