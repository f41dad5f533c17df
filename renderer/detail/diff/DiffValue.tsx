import { useState } from 'react';
import { LogText } from '../../ui/LogText.tsx';
import { LongText } from '../../ui/LongText.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { JsonLines } from '../json/JsonBlock.tsx';
import styles from './ChangesDiff.module.css';
import type { TextPart } from './text-parts.ts';
import { ABSENT } from './value-rows.ts';

interface DiffValueProps {
  readonly value: unknown;
  /** The value in stretches, where it is a text that has something in common with its other side. */
  readonly parts: readonly TextPart[] | null;
}

const TEXT = 2_000;
const JSON_LINES = 40;

/** Text that would look like a value of another type. */
const LIKE_ANOTHER_TYPE = /^(?:true|false|null|-?\d+(?:\.\d+)?)$/;

/** A value on one side of a diff. Nothing, null, empty text and text that says "null" all look different. */
export function DiffValue({ value, parts }: DiffValueProps) {
  if (value === ABSENT) return <span className={styles.absent}>not there</span>;
  if (value === '') return <span className={styles.absent}>empty text</span>;
  if (typeof value === 'string') {
    return (
      <pre>
        {parts === null ? <LongText text={value} limit={TEXT} block /> : <Parts parts={parts} />}
        {LIKE_ANOTHER_TYPE.test(value) && <span className={styles.type}>text</span>}
      </pre>
    );
  }
  if (typeof value === 'object' && value !== null) return <Structure value={value} />;
  return (
    <pre>
      <LogText text={String(value)} kind={typeof value === 'number' ? 'number' : 'literal'} />
      {value !== null && <span className={styles.type}>{typeof value}</span>}
    </pre>
  );
}

function Structure({ value }: { readonly value: object }) {
  const json = jsonOf(value);
  if (json === null)
    return <span className={styles.absent}>nested too deeply to be shown here; see the raw record</span>;
  return (
    <pre>
      <JsonLines json={json} first={JSON_LINES} />
    </pre>
  );
}

/** Null where it is nested deeper than the platform can write. */
function jsonOf(value: object): string | null {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function Parts({ parts }: { readonly parts: readonly TextPart[] }) {
  return parts.map(({ text, own }, at) =>
    own ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of a text never change places
      <mark key={at} className={styles.own}>
        <LongText text={text} limit={TEXT} block />
      </mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <Unchanged key={at} text={text} isFirst={at === 0} isLast={at === parts.length - 1} />
    ),
  );
}

/** Characters kept beside what changed. */
const CONTEXT = 80;

interface UnchangedProps {
  readonly text: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Text that both sides have: of a long stretch only what stands next to a change. */
function Unchanged({ text, isFirst, isLast }: UnchangedProps) {
  const [open, setOpen] = useState(false);
  const head = isFirst ? 0 : CONTEXT;
  const tail = isLast ? 0 : CONTEXT;
  const hidden = text.length - head - tail;
  if (open || hidden <= CONTEXT) return <LongText text={text} limit={TEXT} block />;
  return (
    <>
      <LogText text={text.slice(0, head)} block />
      <button type="button" className={styles.fold} onClick={() => setOpen(true)}>
        … {formatCount(hidden)} unchanged characters …
      </button>
      <LogText text={text.slice(text.length - tail)} block />
    </>
  );
}
