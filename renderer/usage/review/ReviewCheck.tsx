import { Button, Checkbox, Textarea } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { type FocusEvent, useEffect, useId, useRef, useState } from 'react';
import { formatInstant } from '../../../shared/time/format.ts';
import {
  MAX_NOTE,
  REVIEW_CHECKS,
  type ReviewAnswer,
  type ReviewStatement,
} from '../../../shared/usage/review.ts';
import { useZone } from '../../app/use-settings.ts';
import { LogText } from '../../ui/LogText.tsx';
import styles from './Review.module.css';

interface ReviewCheckProps {
  readonly answer: ReviewAnswer;
  readonly canSave: boolean;
  /** States the item anew; resolves when that is saved or has failed. */
  readonly onState: (done: boolean, note: string) => Promise<void>;
}

/** One question: its tick, its note, who said so and when, and the way back. */
export function ReviewCheck({ answer, canSave, onState }: ReviewCheckProps) {
  const { item, stated, before } = answer;
  const { text, hint } = REVIEW_CHECKS[item];
  const saved = stated?.note ?? '';
  const [note, setNote] = useState(saved);
  const described = useId();
  // Another page may have noted something meanwhile.
  useEffect(() => setNote(saved), [saved]);

  // A tick shows at once, and goes again where it could not be saved.
  const [pending, setPending] = useState<boolean | null>(null);
  const state = (to: boolean, text: string): void => {
    setPending(to);
    void onState(to, text).then(() => setPending(null));
  };
  const done = pending ?? stated?.done ?? false;
  const undo = useRef<HTMLButtonElement>(null);
  const isNew = note !== saved && canSave;
  /** A note is saved when it is left, unless that is to take it back. */
  const onLeave = ({ relatedTarget }: FocusEvent): void => {
    if (isNew && relatedTarget !== undo.current) state(done, note);
  };
  const leave = useRef(() => {});
  leave.current = () => {
    if (isNew) state(done, note);
  };
  // The panel may be closed while a note is being written.
  useEffect(() => () => leave.current(), []);
  const isCallout = item === 'notLogsAlone';
  return (
    <div className={isCallout ? styles.callout : styles.check}>
      <Checkbox
        size="xs"
        checked={done}
        disabled={!canSave}
        aria-describedby={described}
        label={
          <span className={styles.question}>
            {isCallout && <TriangleAlert size={14} aria-hidden="true" />}
            {text}
          </span>
        }
        onChange={(event) => state(event.currentTarget.checked, note)}
      />
      <p id={described} className={styles.hint}>
        {hint}
      </p>
      <Textarea
        size="xs"
        autosize
        minRows={1}
        maxRows={6}
        aria-label={`Note: ${text}`}
        placeholder="Note"
        value={note}
        maxLength={MAX_NOTE}
        disabled={!canSave}
        onChange={(event) => setNote(event.currentTarget.value)}
        onBlur={onLeave}
      />
      {stated !== null && (
        <div className={styles.stated}>
          <StatedText stated={stated} />
          <Button
            variant="subtle"
            size="compact-xs"
            disabled={!canSave}
            ref={undo}
            onClick={() =>
              note === saved ? state(before?.done ?? false, before?.note ?? '') : setNote(saved)
            }
          >
            Undo
          </Button>
        </div>
      )}
    </div>
  );
}

function StatedText({ stated: { done, by, at } }: { readonly stated: ReviewStatement }) {
  const zone = useZone();
  return (
    <span>
      {done ? 'Ticked' : 'Not ticked'} by <LogText text={by} limit={40} />,{' '}
      {formatInstant(Date.parse(at) * 1_000, zone, { precision: 'minute' })}
    </span>
  );
}
