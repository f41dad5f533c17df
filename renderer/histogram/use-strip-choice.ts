import { useStore } from 'zustand';
import type { Bucket, ColumnInfo } from '../../shared/api/contract.ts';
import { useServices } from '../app/services-context.ts';
import type { Scope } from '../state/view-store.ts';
import { stackedBy } from './stack-fields.ts';

/** What the histogram of a scope is asked by: the field that stacks it, and the bucket; null is none, and automatic. */
export function useStripChoice(
  scope: Scope,
  columns: readonly ColumnInfo[] | null,
): { readonly by: string | null; readonly bucket: Bucket | null } {
  const { histogram } = useServices();
  const by = useStore(histogram, (state) => state.by[scope]);
  const chosen = useStore(histogram, (state) => state.chosen[scope]);
  const bucket = useStore(histogram, (state) => state.bucket[scope]);
  return { by: stackedBy(by, chosen, columns), bucket };
}
