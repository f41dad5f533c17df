import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Clause } from '../../shared/filter/filter.ts';
import { printWritten } from '../../shared/filter/written.ts';
import styles from './QueryBox.module.css';
import { PatternHelp, QueryProblemNote } from './QueryNotes.tsx';
import { QueryOfferList } from './QueryOfferList.tsx';
import { QueryUnderline } from './QueryUnderline.tsx';
import { queryContext } from './query-context.ts';
import { type QueryOffer, type RecentQuery, takeOffer } from './query-offers.ts';
import { readQuery } from './read-query.ts';
import { useQueryOffers } from './use-query-offers.ts';

interface QueryFieldProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly label: string;
  /** What the filter says; the field follows it. */
  readonly printed: string;
  readonly placeholder?: string;
  readonly onApply: (clauses: readonly Clause[]) => void;
  /** Offered while nothing is written. */
  readonly recent?: readonly RecentQuery[];
  /** Escape was pressed with nothing left to close. */
  readonly onLeave?: () => void;
  readonly onText?: (text: string) => void;
  readonly onFocus?: (focused: boolean) => void;
}

/**
 * A query that is written: completed while typing, underlined where it cannot be read, applied with Enter. Escape
 * closes the offers, then gives back what the filter says.
 */
export function QueryField(props: QueryFieldProps) {
  const { input, label, printed, placeholder, onApply, recent = [], onLeave, onText, onFocus } = props;
  const [text, setText] = useState(printed);
  const [cursor, setCursor] = useState(0);
  const [focused, setFocused] = useState(false);
  const [chosen, setChosen] = useState(-1);
  /** Whether offers are shown: while typing, or because they were asked for. */
  const [offering, setOffering] = useState<'no' | 'typing' | 'asked'>('no');
  const id = useId();
  const scrolled = useRef<HTMLDivElement | null>(null);

  // The chips changed: the box says what they say.
  useEffect(() => setText(printed), [printed]);
  useEffect(() => onText?.(text), [onText, text]);

  const read = useMemo(() => readQuery(text), [text]);
  const context = useMemo(() => queryContext(text, cursor), [text, cursor]);
  const wanted =
    offering === 'asked' || (offering === 'typing' && context.kind !== 'term') || isTyped(context);
  const found = useQueryOffers(focused && offering !== 'no' && wanted ? context : null);
  const remembered = focused && text === '' && offering === 'asked' ? recent.map(ofRecent) : [];
  const offers = [...remembered, ...found];
  const isOpen = offers.length > 0;
  const changed = text !== printed;
  // What is still being written is no mistake yet.
  const explaining = offering !== 'no' && context.kind === 'pattern';
  const unfinished = offering === 'typing' && isOpen && !read.ok && read.problem.position >= cursor - 1;
  const problem = read.ok || explaining || unfinished ? null : read.problem;

  function apply(): void {
    setOffering('no');
    if (!read.ok) return;
    onApply(read.clauses);
    setText(printWritten(read.clauses));
  }

  function take(offer: QueryOffer): void {
    const part = 'from' in context ? context : { from: 0, to: text.length };
    const next = takeOffer(text, part, offer);
    setText(next.text);
    setCursor(next.cursor);
    setOffering(offer.open ? 'asked' : 'no');
    setChosen(-1);
    requestAnimationFrame(() => input.current?.setSelectionRange(next.cursor, next.cursor));
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const offer = offers[event.key === 'Tab' && !event.shiftKey ? Math.max(0, chosen) : chosen];
    const askedFor = event.key === ' ' && event.ctrlKey;
    if ((event.key === 'ArrowDown' && !isOpen && !event.altKey) || askedFor) setOffering('asked');
    else if (event.key === 'ArrowDown' && isOpen) setChosen((chosen + 1) % offers.length);
    else if (event.key === 'ArrowUp' && isOpen) setChosen((chosen <= 0 ? offers.length : chosen) - 1);
    else if ((event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) && offer !== undefined) {
      take(offer);
    } else if (event.key === 'Enter') apply();
    else if (event.key === 'Escape' && isOpen) setOffering('no');
    else if (event.key === 'Escape') {
      setText(printed);
      input.current?.blur();
      onLeave?.();
      if (!changed) return; // the same key cancels a search that runs
    } else return;
    event.preventDefault();
    if (event.key === 'Escape') event.stopPropagation();
  }

  const follow = (element: HTMLInputElement): void => {
    if (scrolled.current !== null) scrolled.current.scrollLeft = element.scrollLeft;
  };
  return (
    <div className={styles.field} data-problem={problem !== null && focused}>
      <QueryUnderline ref={scrolled} text={text} problem={problem} />
      <input
        ref={input}
        className={styles.input}
        type="text"
        role="combobox"
        spellCheck={false}
        autoComplete="off"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={`${id}-offers`}
        aria-activedescendant={offers[chosen] === undefined ? undefined : `${id}-offers-${chosen}`}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        placeholder={placeholder}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setCursor(event.currentTarget.selectionStart ?? 0);
          setOffering('typing');
          setChosen(-1);
        }}
        onSelect={(event) => {
          setCursor(event.currentTarget.selectionStart ?? 0);
          follow(event.currentTarget);
        }}
        onScroll={(event) => follow(event.currentTarget)}
        onKeyDown={onKeyDown}
        onFocus={() => {
          setFocused(true);
          onFocus?.(true);
        }}
        onBlur={() => {
          setFocused(false);
          setOffering('no');
          onFocus?.(false);
        }}
      />
      {changed && read.ok && focused && <span className={styles.enter}>Enter to apply</span>}
      {focused && (problem !== null || isOpen || explaining) && (
        <div className={styles.below}>
          {explaining && <PatternHelp />}
          {problem !== null && <QueryProblemNote id={`${id}-problem`} text={text} problem={problem} />}
          <QueryOfferList id={`${id}-offers`} offers={offers} chosen={chosen} onTake={take} />
        </div>
      )}
    </div>
  );
}

/** Where a word has begun, names are offered without being asked for. */
function isTyped(context: ReturnType<typeof queryContext>): boolean {
  return context.kind === 'term' && context.typed !== '';
}

function ofRecent({ text, about }: RecentQuery): QueryOffer {
  return { insert: text, about, count: null, open: true, back: 0 };
}
