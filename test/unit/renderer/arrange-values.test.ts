import { describe, expect, it } from 'vitest';
import { arrangeValues } from '../../../renderer/filters/arrange-values.ts';

const found = (...names: string[]) => names.map((name) => ({ value: name, label: name, events: 3 }));

describe('the values of a menu', () => {
  const actions = found(
    'MeteredBillingRefillTriggered',
    'model.disabled',
    'mcp_oauth_client.rotated',
    'made_up.thing',
  );

  it('are grouped by category, unknown actions last', () => {
    const groups = arrangeValues('action', actions, '', []);
    expect(groups.map(({ title }) => title)).toEqual([
      'Billing',
      'MCP and OAuth',
      'Models and providers',
      'Other actions',
    ]);
  });

  it('are found by what they mean as well as by name', () => {
    const names = (search: string) =>
      arrangeValues('action', actions, search, []).flatMap(({ values }) => values.map(({ label }) => label));
    expect(names('auto refill')).toEqual(['MeteredBillingRefillTriggered']);
    expect(names('model.dis')).toEqual(['model.disabled']);
    expect(names('no such thing')).toEqual([]);
  });

  it('hold what is chosen even when the counts do not', () => {
    const [group] = arrangeValues('actor', found('dana@x.test'), '', ['gone@x.test', null]);
    expect(group?.values.map(({ value, events }) => [value, events])).toEqual([
      ['gone@x.test', null],
      [null, null],
      ['dana@x.test', 3],
    ]);
  });

  it('are left as the engine found them for other fields', () => {
    expect(arrangeValues('model', found('gpt-4o'), 'typed elsewhere', [])).toEqual([
      { title: null, values: [{ value: 'gpt-4o', label: 'gpt-4o', events: 3, about: null }] },
    ]);
  });
});
