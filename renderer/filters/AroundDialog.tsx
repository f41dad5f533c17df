import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useStore } from 'zustand';
import { describeTimeRange } from '../../shared/filter/describe.ts';
import { parseDuration } from '../../shared/time/duration.ts';
import { formatInstant } from '../../shared/time/format.ts';
import { windowAround } from '../../shared/time/window.ts';
import { useServices } from '../app/services-context.ts';
import { useZone } from '../app/use-settings.ts';
import { showAroundMoment } from './around.ts';
import styles from './Filters.module.css';

/** A window of any length around an event. */
export function AroundDialog() {
  const { view } = useServices();
  const time = useStore(view, (state) => state.windowAround);
  const close = (): void => view.setState({ windowAround: null });
  return (
    <Modal
      opened={time !== null}
      onClose={close}
      title="Time around this event"
      size={420}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {time !== null && <AroundForm time={time} onDone={close} />}
    </Modal>
  );
}

function AroundForm({ time, onDone }: { readonly time: number; readonly onDone: () => void }) {
  const services = useServices();
  const zone = useZone();
  const [text, setText] = useState('3 h');
  const reach = parseDuration(text);

  function apply(event: FormEvent): void {
    event.preventDefault();
    if (reach === null) return;
    onDone();
    showAroundMoment(services, time, reach);
  }

  return (
    <form className={styles.form} onSubmit={apply}>
      <p className={styles.hint}>{formatInstant(time, zone)}</p>
      <TextInput
        data-autofocus
        label="Before and after"
        placeholder="2 h, 90 min, 1 d"
        value={text}
        error={reach === null ? 'Write a length such as 2 h, 90 min or 1 d.' : null}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className={styles.hint} aria-live="polite">
        {reach === null ? '' : describeTimeRange(windowAround(time, reach, zone))}
      </p>
      <Button type="submit" variant="filled" disabled={reach === null}>
        Show this window
      </Button>
    </form>
  );
}
