import { useEffect, useState } from 'react';
import type { StateOfSourceArg } from '../../shared/api/contract.ts';
import type { SourceFact, SourceStatement, SourceStatements } from '../../shared/domain/source-statements.ts';
import type { AppError } from '../../shared/errors.ts';
import { useServices } from '../app/services-context.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';
import { useToldApart } from '../saved-views/use-told-apart.ts';

/** What people state of sources, on screen. */
export interface StatementsOnScreen {
  /** What is stated of a fact; null when nothing is. */
  readonly of: (source: number, fact: SourceFact) => SourceStatement | null;
  /** Who works at this machine. */
  readonly user: string;
  readonly error: AppError | null;
  readonly retry: () => void;
  /** States something; resolves to whether it was saved. A failure is told. */
  readonly state: (statement: StateOfSourceArg) => Promise<boolean>;
}

/** What people state of sources, asked again whenever any page stated something. */
export function useSourceStatements(): StatementsOnScreen {
  const { engine, notices } = useServices();
  const { data, error, retry } = useEngineQuery('sourceStatements', {});
  const [own, setOwn] = useState<SourceStatements | null>(null);
  useToldApart(retry);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer that came later is newer than one's own
  useEffect(() => setOwn(null), [data]);

  const newest = own ?? data;
  return {
    of: (source, fact) =>
      newest?.statements.find((stated) => stated.source === source && stated.fact === fact) ?? null,
    user: newest?.user ?? '',
    error,
    retry,
    state(statement) {
      const saved = engine.stateOfSource(statement).then(setOwn);
      notices.watch('The statement could not be saved.', saved);
      return saved.then(
        () => true,
        () => false,
      );
    },
  };
}
