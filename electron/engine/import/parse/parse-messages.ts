import type { ImportOptions } from '../../../../shared/api/contract.ts';
import type { WireError } from '../../../../shared/errors.ts';
import type { Profile } from '../profile/profile-format.ts';
import type { Sample } from '../source-plan.ts';
import type { PackedPiece, ParsedContent, ParserHashes, UnparsedPiece } from './parsing.ts';
import type { SourceFacts } from './source-parser.ts';

/** What the thread is asked; each question gets one answer, in order. */
export type ParseRequest =
  | {
      readonly type: 'begin';
      readonly sample: Sample;
      readonly options: ImportOptions;
      readonly hashes: ParserHashes;
      /** Those that come with the program: reading them costs the thread more than being told. */
      readonly profiles: readonly Profile[];
    }
  | { readonly type: 'take'; readonly piece: UnparsedPiece }
  | { readonly type: 'end' };

export type ParseReply =
  | { readonly type: 'begun'; readonly facts: SourceFacts }
  | { readonly type: 'taken'; readonly piece: PackedPiece }
  | { readonly type: 'ended'; readonly content: ParsedContent }
  | { readonly type: 'failed'; readonly error: WireError };

/** What the thread is started with. */
export interface ParseThreadData {
  readonly recordSpans: boolean;
}
