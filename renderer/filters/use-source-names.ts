import { useMemo } from 'react';
import type { NameValue } from '../../shared/filter/describe.ts';
import { useEngineQuery } from '../engine/use-engine-query.ts';

/** Names sources by their file instead of their number. */
export function useSourceNames(): NameValue {
  const { data } = useEngineQuery('sources', {});
  return useMemo(() => {
    const names = new Map((data ?? []).map((source) => [String(source.id), source.name]));
    return (field, value) => (field === 'source' ? (names.get(value) ?? null) : null);
  }, [data]);
}
