import type { SourceWithdrawal } from '../../../shared/domain/source.ts';

/** Who withdrew a source and when, and what is read in its place. */
export function withdrawnText({ at, by, inFavourOf }: SourceWithdrawal): string {
  return `by ${by} at ${at}${inFavourOf === null ? '' : `, in favour of source ${inFavourOf}`}`;
}
