import { expect, it } from 'vitest';
import { ImportBench } from './import-bench.ts';

/** A CloudTrail log file of these events, each with an id. */
function trail(...events: readonly (readonly [id: string, name: string])[]): string {
  const records = events.map(([eventID, eventName], at) => ({
    ...{ eventVersion: '1.09', eventSource: 's3.amazonaws.com', eventName, eventID },
    ...{
      eventTime: `2026-10-01T10:00:0${at}Z`,
      awsRegion: 'eu-central-1',
      recipientAccountId: '111122223333',
    },
    userIdentity: { type: 'AWSService', invokedBy: 'logs.amazonaws.com' },
  }));
  return JSON.stringify({ Records: records });
}

it('an id that repeats in one export stays; what another export brings again is a duplicate', async () => {
  const bench = new ImportBench();
  const twice = trail(['a', 'PutObject'], ['a', 'PutObject'], ['b', 'GetObject']);
  expect(await bench.take('1.json', twice)).toMatchObject({ read: 3, imported: 3, duplicate: 0 });
  // The same records, written otherwise.
  const again = JSON.stringify(JSON.parse(twice), null, 1);
  expect(await bench.take('2.json', again)).toMatchObject({ read: 3, imported: 0, duplicate: 3 });
  const more = trail(['b', 'GetObject'], ['c', 'GetObject']).replace('10:00:00Z', '10:00:02Z');
  expect(await bench.take('3.json', more)).toMatchObject({ read: 2, imported: 1, duplicate: 1 });
});

it('the id of a stored record with other content is a conflict', async () => {
  const bench = new ImportBench();
  await bench.take('1.json', trail(['a', 'PutObject']));
  const second = await bench.take('2.json', trail(['a', 'DeleteObject']));
  expect(second).toMatchObject({ imported: 0, duplicate: 1 });
  expect(second.warnings.map(({ code }) => code)).toContain('CONFLICTS');
});
