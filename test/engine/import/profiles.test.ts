import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listProfiles, loadProfiles, readProfiles } from '../../../electron/engine/import/profiles.ts';
import { ImportBench } from './import-bench.ts';

const HEADERS = {
  'ai-calls':
    'When,User,Email,Reason,Provider,Model,Input tokens,Output tokens,Credits,BYOK,Provider cost,Currency\n2026-10-01 10:00:00,Dana,d@x.test,Chat,OpenAI,gpt-4o,1,2,0.5,No,,',
  'ai-workers':
    'Timestamp,Actor,AI worker,Entry point,Executions,Consumed credits,Final credit balance\n2026-10-01 10:00:00,System,,Grant,0,0,10',
  'platform-audit':
    'Timestamp,Actor,Action,Resource,Details,Instance\n2026-10-01T10:00:00Z,d@x.test,model.enabled,gpt-4o,,eu',
  'platform-usage':
    'Timestamp,User,Provider,Model,API key,Requests,Input tokens,Output tokens,Cost,Currency,Instance\n2026-10-01T10:00:00Z,d@x.test,OpenAI,gpt-4o,k,1,2,3,0.1,USD,eu',
  'enterprise-audit':
    'Timestamp,Action,Actor,Actor email,Workspace,Details\n2026-10-01 10:00:00,AssetDeleted,Dana,d@x.test,Studio,',
  'org-audit':
    'timestamp,user_email,user_name,action,resource_type,resource_id,detail,ip_address\n2026-10-01T10:00:00Z,d@x.test,Dana,create,team,t1,,192.0.2.1',
} as const;

describe('the shipped profiles', () => {
  it('are all readable, the one for any log last', () => {
    const ids = loadProfiles().map((profile) => profile.id);
    expect(ids).toEqual([...ids.filter((id) => id !== 'generic').sort(), 'generic']);
    expect(ids).toEqual(expect.arrayContaining(Object.keys(HEADERS)));
    expect(listProfiles().every((profile) => profile.title !== '' && profile.about !== '')).toBe(true);
  });

  it.each(Object.entries(HEADERS))('%s is recognised by its header', async (id, text) => {
    const bench = new ImportBench();
    expect((await bench.take('log.csv', text)).profile).toBe(id);
  });

  it.each(Object.entries(HEADERS))(
    '%s is recognised in other case, order and punctuation',
    async (id, text) => {
      const [header = '', row = ''] = text.split('\n');
      const swap = (line: string) => line.split(',').reverse().join(';');
      const renamed = header.toUpperCase().replaceAll(' ', '_');
      const bench = new ImportBench();
      expect((await bench.take('log.csv', `${swap(renamed)}\n${swap(row)}`)).profile).toBe(id);
    },
  );

  it('do not take a file that only shares a few common names', async () => {
    const bench = new ImportBench();
    const source = await bench.take(
      'x.csv',
      'timestamp,action,color,size,shape\n2026-10-01T10:00:00Z,a,b,c,d',
    );
    expect(source.profile).toBe('generic');
    expect(bench.events()[0]).toMatchObject({ action: 'a', extra: { color: 'b', size: 'c', shape: 'd' } });
  });

  it('can be chosen, and an unknown one is refused before anything is read', async () => {
    const bench = new ImportBench();
    const path = bench.file('x.csv', 'Zeit,Wer\n2026-10-01T10:00:00Z,d');
    await expect(bench.job([path], { profile: 'nope' })).rejects.toMatchObject({ code: 'UNKNOWN_PROFILE' });
    expect((await bench.job([path], { profile: 'ai-calls' }))[0]).toMatchObject({
      profile: 'ai-calls',
      imported: 1,
    });
  });
});

describe('a profile file', () => {
  function read(content: unknown): () => unknown {
    const folder = mkdtempSync(join(tmpdir(), 'trailglass-profiles-'));
    writeFileSync(join(folder, 'mine.json'), typeof content === 'string' ? content : JSON.stringify(content));
    return () => {
      try {
        return readProfiles(folder);
      } finally {
        rmSync(folder, { recursive: true });
      }
    };
  }
  const good = {
    format: 1,
    id: 'mine',
    version: 1,
    title: 'Mine',
    about: '',
    family: 'audit',
    formats: ['csv'],
    signature: { required: ['time'], any: [] },
    inputs: { time: ['When'] },
  };

  it('may be as short as this', () => {
    expect(read(good)()).toHaveLength(1);
  });

  it.each([
    ['an input that does not exist', { ...good, inputs: { password: ['x'] } }, /inputs/],
    ['a member that does not exist', { ...good, run: 'rm -rf' }, /run/],
    ['another format', { ...good, format: 2 }, /format/],
    ['an id that is a path', { ...good, id: '../x' }, /id/],
    ['endless synonyms', { ...good, inputs: { time: Array(1000).fill('x') } }, /inputs\.time/],
    ['broken JSON', '{', /mine\.json/],
    ['a key of the prototype', '{"__proto__": {"format": 1}}', /mine\.json/],
  ])('is refused for %s, naming the place', (_what, content, message) => {
    expect(read(content)).toThrow(message);
  });
});
