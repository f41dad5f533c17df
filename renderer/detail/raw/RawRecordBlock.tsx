import { ActionIcon, SegmentedControl } from '@mantine/core';
import { WrapText } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { RawRecord } from '../../../shared/domain/event.ts';
import { useServices } from '../../app/services-context.ts';
import { useEngineQuery } from '../../engine/use-engine-query.ts';
import { ChunkedText } from '../../ui/ChunkedText.tsx';
import type { TextPiece } from '../../ui/text-chunks.ts';
import pane from '../DetailPane.module.css';
import { DetailSection } from '../DetailSection.tsx';
import { jsonTokens } from '../json/json-tokens.ts';
import { TextBlock } from '../TextBlock.tsx';
import { CellsTable } from './CellsTable.tsx';
import styles from './RawRecord.module.css';

interface RawRecordBlockProps {
  readonly id: number;
  readonly raw: RawRecord;
  /** Whether the record is a row, which has cells under the columns of its file. */
  readonly isRow: boolean;
}

/**
 * The record byte for byte, which is also what is copied: base64 where the bytes are no UTF-8, and then as its file is
 * read as well. A row is shown with the names of its columns too.
 */
export function RawRecordBlock({ id, raw, isRow }: RawRecordBlockProps) {
  const { preferences } = useServices();
  const wrap = useStore(preferences, (state) => state.wrapRecord);
  const [as, setAs] = useState<'text' | 'columns'>('text');
  const isText = raw.encoding === 'utf-8';
  const reading = useEngineQuery('recordReading', isText && as === 'text' ? null : { id });
  const decoded = reading.data?.decoded ?? null;
  const cells = reading.data?.cells ?? null;
  return (
    <DetailSection
      title={isText ? 'Raw record' : 'Raw record (base64: not valid UTF-8)'}
      copy={{ label: 'Copy raw record', text: isText ? raw.text : raw.base64 }}
      tools={
        <>
          {isRow && (
            <SegmentedControl
              aria-label="Raw record as"
              value={as}
              onChange={setAs}
              data={[
                { value: 'text', label: 'Text' },
                { value: 'columns', label: 'Columns' },
              ]}
            />
          )}
          <ActionIcon
            aria-label="Wrap long lines"
            title="Wrap long lines"
            aria-pressed={wrap}
            onClick={() => preferences.setState({ wrapRecord: !wrap })}
          >
            <WrapText size={14} aria-hidden="true" />
          </ActionIcon>
        </>
      }
    >
      {as === 'columns' && cells !== null ? (
        <CellsTable cells={cells} />
      ) : (
        <RecordText text={isText ? raw.text : raw.base64} wrap={wrap} label="Record text" />
      )}
      {decoded !== null && as === 'text' && (
        <>
          <p className={pane.hash}>Read as {reading.data?.encoding}:</p>
          <RecordText text={decoded} wrap={wrap} label="Record as it was read" />
        </>
      )}
      <p className={pane.hash}>
        SHA-256 <code>{raw.sha256}</code>
      </p>
    </DetailSection>
  );
}

interface RecordTextProps {
  readonly text: string;
  readonly wrap: boolean;
  readonly label: string;
}

function RecordText({ text, wrap, label }: RecordTextProps) {
  return (
    <TextBlock label={label}>
      <pre className={styles.text} data-wrap={wrap}>
        <ChunkedText text={text} pieces={() => coloured(text)} />
      </pre>
    </TextBlock>
  );
}

/** JSON by its tokens, also where it is broken; other text as it is. */
function coloured(text: string): Iterable<TextPiece> {
  return /^[\s\uFEFF]*[[{]/.test(text) ? jsonTokens(text) : [{ kind: 'text', text }];
}
