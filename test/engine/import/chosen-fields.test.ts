import { describe, expect, it } from 'vitest';
import { closestNames } from '../../../electron/engine/import/profile/closest-names.ts';
import { listSources } from '../../../electron/engine/store/sources.ts';
import type { ImportOptions } from '../../../shared/api/contract.ts';
import { ImportBench } from './import-bench.ts';

const RECORDS = [
  { stamp: '2026-10-01T10:00:00Z', who: 'dana@x.test', did: 'model.enabled', target: 'gpt-4o', other: 'o1' },
  { stamp: '2026-10-01T11:00:00Z', who: 'lee@x.test', did: 'model.disabled', target: 'o3', other: 'o2' },
];
const FIELDS: ImportOptions['fields'] = {
  time: ['stamp'],
  actorEmail: ['who'],
  action: ['did'],
  resource: ['target'],
};

const csv = ['stamp,who,did,target,other', ...RECORDS.map((record) => Object.values(record).join(','))].join(
  '\n',
);
const jsonl = RECORDS.map((record) => JSON.stringify(record)).join('\n');
/** A stray quote sends the rows behind it to the parser of single records. */
const careless = csv.replace('gpt-4o', '"gpt"-4o').replace('o3', '"o"3');

async function eventsOf(name: string, text: string, fields: ImportOptions['fields']) {
  const bench = new ImportBench();
  const source = await bench.take(name, text, { fields });
  expect(source).toMatchObject({ status: 'imported', read: 2, imported: 2, error: null });
  return bench.events();
}

describe('columns chosen for the inputs', () => {
  it.each([
    ['CSV', 'log.csv', csv],
    ['CSV with stray quotes', 'log.csv', careless],
    ['JSON Lines', 'log.jsonl', jsonl],
  ])('are taken in %s', async (_format, name, text) => {
    const [first, second] = await eventsOf(name, text, FIELDS);
    expect(first).toMatchObject({
      time: Date.UTC(2026, 9, 1, 10) * 1000,
      actorEmail: 'dana@x.test',
      action: 'model.enabled',
      extra: { other: 'o1' },
    });
    expect(second).toMatchObject({ action: 'model.disabled', category: first?.['category'] });
    expect(first?.['category']).not.toBeNull();
  });

  it.each([
    ['log.csv', csv],
    ['log.jsonl', jsonl],
  ])('leave an input out when the list is empty: %s', async (name, text) => {
    const [first] = await eventsOf(name, text, { time: [], action: ['did'] });
    expect(first).toMatchObject({ time: null, extra: { stamp: '2026-10-01T10:00:00Z' } });
  });

  it('take a column from the input the profile gives it to', async () => {
    const text = 'timestamp,action,user\n2026-10-01T10:00:00Z,a,dana\n2026-10-01T10:00:01Z,b,lee';
    const [first] = await eventsOf('log.csv', text, { resource: ['action'] });
    expect(first).toMatchObject({ action: null, resource: 'a', actor: 'dana' });
  });

  it('are meant to the letter where two names differ only in case', async () => {
    const text = 'When,cost,Cost\n2026-10-01T10:00:00Z,1,2\n2026-10-01T10:00:01Z,3,4';
    const [first] = await eventsOf('log.csv', text, { cost: ['Cost'] });
    expect(first).toMatchObject({ cost: 2_000_000_000, extra: { cost: '1' } });
  });

  it('reach into objects: of JSON records, and of JSON text in a cell', async () => {
    const nested = RECORDS.map((record) =>
      JSON.stringify({ at: record.stamp, x: { y: [{ who: record.who }] } }),
    );
    const fields = { time: ['at'], actorEmail: ['x.y.0.who'] };
    expect((await eventsOf('log.jsonl', nested.join('\n'), fields))[1]).toMatchObject({
      actorEmail: 'lee@x.test',
    });
    const cells = RECORDS.map((record) => `${record.stamp},"{""who"":""${record.who}""}"`);
    const inCsv = await eventsOf('log.csv', `at,data\n${cells.join('\n')}`, {
      time: ['at'],
      actorEmail: ['data.who'],
    });
    expect(inCsv[1]).toMatchObject({ actorEmail: 'lee@x.test' });
  });

  it('serve files that name a column differently: of several names one suffices', async () => {
    const [first] = await eventsOf('log.csv', csv, { time: ['when', 'stamp'] });
    expect(first?.['time']).not.toBeNull();
  });

  it.each([
    [{ time: ['stmap'] }, /time cannot be taken from "stmap".*Closest: "stamp"/],
    [{ time: ['__proto__'] }, /no such column/],
    [{ time: ['stamp'], reason: ['stamp'] }, /time is taken from it already/],
  ])('that cannot be used are refused, naming them: %j', async (fields, message) => {
    const source = await new ImportBench().take('log.csv', csv, { fields });
    expect(source.error).toMatchObject({ code: 'BAD_MAPPING', message: expect.stringMatching(message) });
  });

  it('that hold objects are refused, naming what to do', async () => {
    const text = RECORDS.map((record) => JSON.stringify({ at: record.stamp, who: { name: 'x' } })).join('\n');
    const source = await new ImportBench().take('log.jsonl', text, { fields: { actorName: ['who'] } });
    expect(source.error).toMatchObject({
      code: 'BAD_MAPPING',
      message: expect.stringMatching(/holds objects/),
    });
  });

  it('are kept with the source', async () => {
    const bench = new ImportBench();
    await bench.take('log.csv', csv, { fields: FIELDS });
    expect(listSources(bench.ws)[0]?.options?.fields).toEqual(FIELDS);
  });
});

describe('closest names', () => {
  it.each([
    ['Timestmp', ['Timestamp', 'User', 'Action'], ['Timestamp']],
    ['user', ['user_email', 'zone'], ['user_email']],
    ['x', ['completely else'], []],
  ])('of %s among %j are %j', (wanted, names, expected) => {
    expect(closestNames(wanted, names)).toEqual(expected);
  });
});
