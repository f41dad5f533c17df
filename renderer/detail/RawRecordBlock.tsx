import type { RawRecord } from '../../shared/domain/event.ts';
import { LogText } from '../ui/LogText.tsx';
import styles from './DetailPane.module.css';
import { DetailSection } from './DetailSection.tsx';

/** The record byte for byte; bytes that are no text are shown as base64. */
export function RawRecordBlock({ raw }: { readonly raw: RawRecord }) {
  const text = raw.encoding === 'utf-8' ? raw.text : raw.base64;
  const title = raw.encoding === 'utf-8' ? 'Raw record' : 'Raw record (base64: not valid UTF-8)';
  return (
    <DetailSection title={title} copy={{ label: 'Copy raw record', text }}>
      <pre className={styles.block}>
        <LogText text={text} block />
      </pre>
      <p className={styles.hash}>
        SHA-256 <code>{raw.sha256}</code>
      </p>
    </DetailSection>
  );
}
