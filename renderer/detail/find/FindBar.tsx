import { ActionIcon, TextInput } from '@mantine/core';
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { focusAtOnce } from '../../ui/focus-at-once.ts';
import { formatCount } from '../../ui/numbers.ts';
import styles from './FindBar.module.css';
import { MOST_MATCHES, textMatches } from './text-matches.ts';

interface FindBarProps {
  /** What is searched. */
  readonly content: RefObject<HTMLElement | null>;
  /** Changes when that holds something else. */
  readonly shown: unknown;
  readonly onClose: () => void;
}

/** Names of the style sheet's `::highlight()`. */
const [FOUND, CURRENT] = ['trailglass-found', 'trailglass-found-current'];

/**
 * Finds text in what is shown of an event. Matches are marked by the browser, without touching the text: what is in a
 * log stays as inert as it was.
 */
export function FindBar({ content, shown, onClose }: FindBarProps) {
  const [wanted, setWanted] = useState('');
  const [at, setAt] = useState(0);
  const [count, setCount] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another event is another text
  useEffect(() => {
    const found = content.current === null || wanted === '' ? [] : textMatches(content.current, wanted);
    const current = found[at % Math.max(1, found.length)];
    setCount(found.length);
    CSS.highlights.set(FOUND, new Highlight(...found));
    CSS.highlights.set(CURRENT, new Highlight(...(current === undefined ? [] : [current])));
    current?.startContainer.parentElement?.scrollIntoView({ block: 'center', inline: 'nearest' });
    return () => {
      CSS.highlights.delete(FOUND);
      CSS.highlights.delete(CURRENT);
    };
  }, [content, shown, wanted, at]);

  const step = (by: number): void => {
    if (count > 0) setAt((at + by + count) % count);
  };
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <search className={styles.bar}>
      <TextInput
        ref={focusAtOnce}
        aria-label="Find in this event"
        placeholder="Find in this event"
        leftSection={<Search size={14} aria-hidden="true" />}
        value={wanted}
        onChange={(event) => {
          setWanted(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <span className={styles.count} role="status">
        {wanted === '' ? '' : countText(count === 0 ? 0 : at + 1, count)}
      </span>
      <ActionIcon aria-label="Previous match" title="Previous match (Shift Enter)" onClick={() => step(-1)}>
        <ChevronUp size={14} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon aria-label="Next match" title="Next match (Enter)" onClick={() => step(1)}>
        <ChevronDown size={14} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon aria-label="Close find" title="Close (Esc)" onClick={onClose}>
        <X size={14} aria-hidden="true" />
      </ActionIcon>
    </search>
  );
}

function countText(at: number, count: number): string {
  if (count === 0) return 'Not in what is shown here';
  const more = count === MOST_MATCHES ? ' or more' : '';
  return `${formatCount(at)} of ${formatCount(count)}${more}`;
}
