import { Button } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import { LogText } from '../../ui/LogText.tsx';
import { LongText } from '../../ui/LongText.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { TextBlock } from '../TextBlock.tsx';
import styles from './JsonBlock.module.css';
import { type JsonLine, jsonLines } from './json-lines.ts';
import { isJsonText, type JsonToken } from './json-tokens.ts';

interface JsonBlockProps {
  readonly json: string;
  /** Name of the block for whoever cannot see where it stands. */
  readonly label: string;
  /** Lines shown at first. */
  readonly lines?: number | undefined;
}

const LINES = 400;
const MORE_LINES = 2_000;
/** Indentation stops here; the depth is then said in figures. */
const DEEPEST_INDENT = 32;
/** A value longer than this is shown in part. */
const VALUE = 2_000;

/** JSON, a member to a line, coloured. What does not parse is shown as it is. */
export function JsonBlock({ json, label, lines = LINES }: JsonBlockProps) {
  const isJson = useMemo(() => isJsonText(json), [json]);
  return (
    <TextBlock label={label}>
      <pre className={styles.text}>
        {isJson ? <JsonLines json={json} first={lines} /> : <LongText text={json} block />}
      </pre>
    </TextBlock>
  );
}

/** JSON on lines, as many as are asked for at first. */
export function JsonLines({ json, first }: { readonly json: string; readonly first: number }) {
  const [further, setFurther] = useState(0);
  const { lines, more } = useMemo(() => firstLines(json, first + further), [json, first, further]);
  return (
    <>
      {lines.map((line, at) => (
        // Lines never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Line key={at} line={line} />
      ))}
      {more && (
        <span className={styles.more}>
          {formatCount(lines.length)} lines shown
          <Button size="compact-xs" onClick={() => setFurther(further + MORE_LINES)}>
            Show {formatCount(MORE_LINES)} more
          </Button>
        </span>
      )}
    </>
  );
}

function firstLines(json: string, count: number): { lines: JsonLine[]; more: boolean } {
  const lines: JsonLine[] = [];
  for (const line of jsonLines(json)) {
    if (lines.length === count) return { lines, more: true };
    lines.push(line);
  }
  return { lines, more: false };
}

const Line = memo(function Line({ line: { depth, tokens } }: { readonly line: JsonLine }) {
  const indent = Math.min(depth, DEEPEST_INDENT);
  return (
    <span>
      {'  '.repeat(indent)}
      {depth > DEEPEST_INDENT && <span className={styles.depth}>level {formatCount(depth)} </span>}
      {tokens.map((token, at) => (
        // Tokens never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Token key={at} token={token} />
      ))}
      {'\n'}
    </span>
  );
});

function Token({ token: { kind, text } }: { readonly token: JsonToken }) {
  if (kind === 'space') return text;
  return text.length > VALUE ? (
    <LongText text={text} kind={kind} limit={VALUE} block />
  ) : (
    <LogText text={text} kind={kind} block />
  );
}
