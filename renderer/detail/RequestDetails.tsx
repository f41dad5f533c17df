import { LogText } from '../ui/LogText.tsx';
import styles from './DetailPane.module.css';
import { JsonBlock } from './json/JsonBlock.tsx';
import { requestLine } from './request-line.ts';

interface RequestDetailsProps {
  readonly detail: string;
  /** Lines of JSON shown at first. */
  readonly lines?: number | undefined;
}

/** The structured rest of an event: as a request where it is one, and as JSON in any case. */
export function RequestDetails({ detail, lines }: RequestDetailsProps) {
  const request = requestLine(detail);
  return (
    <>
      {request !== null && (
        <p className={styles.request}>
          <LogText text={request} limit={500} />
        </p>
      )}
      <JsonBlock json={detail} label="Details as JSON" lines={lines} />
    </>
  );
}
