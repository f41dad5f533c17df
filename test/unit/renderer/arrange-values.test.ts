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
    const groups = arrangeValues('action', actions, { search: '', chosen: [] });
    expect(groups.map(({ title }) => title)).toEqual([
      'Billing',
      'MCP and OAuth',
      'Models and providers',
      'Other actions',
    ]);
  });

  it('are grouped by either part of their name, whatever the grammar', () => {
    const more = [...actions, ...found('AssetDeleted', 'delete', 'UserGroupCreated', 'plain words here')];
    const titles = (grouping: 'resource' | 'verb') =>
      arrangeValues('action', more, { search: '', chosen: [], grouping }).map(({ title, values }) => [
        title,
        values.map(({ label }) => label).join(' '),
      ]);
    expect(titles('resource')).toEqual([
      ['asset', 'AssetDeleted'],
      ['auto_refill', 'MeteredBillingRefillTriggered'],
      ['made_up', 'made_up.thing'],
      ['mcp_oauth_client', 'mcp_oauth_client.rotated'],
      ['model', 'model.disabled'],
      ['project', 'UserGroupCreated'],
      ['team', 'delete'],
      ['Other actions', 'plain words here'],
    ]);
    expect(Object.fromEntries(titles('verb'))).toMatchObject({ delete: 'AssetDeleted delete' });
  });

  it('say of bare verbs what they are about', () => {
    const [group] = arrangeValues('action', found('create'), { search: '', chosen: [] });
    expect(group?.values[0]?.about).toMatch(/^team: /);
  });

  it('are found by what they mean as well as by name', () => {
    const names = (search: string) =>
      arrangeValues('action', actions, { search, chosen: [] }).flatMap(({ values }) =>
        values.map(({ label }) => label),
      );
    expect(names('auto refill')).toEqual(['MeteredBillingRefillTriggered']);
    expect(names('metered billing')).toEqual(['MeteredBillingRefillTriggered']);
    expect(names('disable model')).toEqual(['model.disabled']);
    expect(names('M*.*')).toEqual(['mcp_oauth_client.rotated', 'model.disabled', 'made_up.thing']);
    expect(names('model.dis')).toEqual(['model.disabled']);
    expect(names('no such thing')).toEqual([]);
  });

  it('hold what is chosen even when the counts do not', () => {
    const [group] = arrangeValues('actor', found('dana@x.test'), {
      search: '',
      chosen: ['gone@x.test', null],
    });
    expect(group?.values.map(({ value, events }) => [value, events])).toEqual([
      ['gone@x.test', null],
      [null, null],
      ['dana@x.test', 3],
    ]);
  });

  it('are left as the engine found them for other fields', () => {
    expect(arrangeValues('model', found('gpt-4o'), { search: 'typed elsewhere', chosen: [] })).toEqual([
      { title: null, values: [{ value: 'gpt-4o', label: 'gpt-4o', events: 3, about: null }] },
    ]);
  });
});
