import { expect, it } from 'vitest';
import type { RemoteEngine } from '../../shared/api/remote.ts';
import type { CaseTools } from './dashboard-cases.ts';
import { AUDIT_CSV } from './tiny-logs.ts';

interface StatementTools extends CaseTools {
  readonly onEvent: (listen: (event: { readonly name: string }) => void) => void;
}

/** Every method about what is stated of sources, asked once. */
export async function askedOfStatements(engine: RemoteEngine) {
  return {
    sourceStatements: await engine.sourceStatements({}),
    stateOfSource: await engine.stateOfSource({
      ...{ source: 1, fact: 'scope', text: 'One organisation', by: 'dana' },
    }),
  };
}

/** What every host keeps of what people state about sources. */
export function statementCases(tools: () => StatementTools): void {
  it('[002] [004] keeps scope, exporter’s role and retention of a source as they are stated, apart from evidence', async () => {
    const { engine, importText, onEvent } = tools();
    await importText('audit.csv', AUDIT_CSV);
    const revision = (await engine.workspace({}))?.revision;
    const seen: string[] = [];
    onEvent(({ name }) => seen.push(name));
    expect((await engine.sourceStatements({})).statements).toEqual([]);

    const of = { source: 1, by: 'dana' } as const;
    await engine.stateOfSource({ ...of, fact: 'role', text: 'super_admin' });
    await engine.stateOfSource({ ...of, fact: 'retention', text: '90 days' });
    await engine.stateOfSource({ ...of, fact: 'retention', text: 'Indefinite, no purge', by: 'lee' });
    await engine.stateOfSource({ ...of, fact: 'scope', text: 'The exporter’s own data' });
    const { statements } = await engine.stateOfSource({ ...of, fact: 'scope', text: '' });
    expect(statements).toEqual([
      { ...of, fact: 'role', text: 'super_admin', at: expect.stringMatching(/Z$/) },
      { ...of, by: 'lee', fact: 'retention', text: 'Indefinite, no purge', at: expect.stringMatching(/Z$/) },
    ]);
    expect((await engine.sourceStatements({})).statements).toEqual(statements);

    expect(seen).toEqual(Array(5).fill('views'));
    expect((await engine.workspace({}))?.revision).toBe(revision);
    expect(await engine.verify({})).toMatchObject({ ok: true });
    await expect(engine.stateOfSource({ ...of, source: 99, fact: 'scope', text: 'x' })).rejects.toMatchObject(
      {
        code: 'UNKNOWN_SOURCE',
      },
    );
  });
}
