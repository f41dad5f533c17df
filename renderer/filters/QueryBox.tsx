import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react';
import { replaceWritten } from '../../shared/filter/edit.ts';
import { activeClauses } from '../../shared/filter/filter.ts';
import { printWritten } from '../../shared/filter/written.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { useServices } from '../app/services-context.ts';
import { useFilter } from '../app/use-settings.ts';
import styles from './QueryBox.module.css';
import { type Completion, complete, completionsFor, inPattern, wordAtCursor } from './query-completion.ts';
import { type QueryProblem, readQuery } from './read-query.ts';

/** The filter in writing. Enter applies it; the chips show the same value. */
export function QueryBox({ input }: { readonly input: RefObject<HTMLInputElement | null> }) {
  const { filter: store } = useServices();
  const filter = useFilter();
  const printed = printWritten(activeClauses(filter));
  const [text, setText] = useState(printed);
  const [cursor, setCursor] = useState(0);
  const [focused, setFocused] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const [offering, setOffering] = useState(false);
  const id = useId();

  // The chips changed: the box says what they say.
  useEffect(() => setText(printed), [printed]);

  const read = readQuery(text);
  const problem = read.ok ? null : read.problem;
  const word = wordAtCursor(text, cursor);
  const offers = focused && offering && word !== null ? completionsFor(word.word) : [];
  const changed = text !== printed;
  // A regular expression that is still being written is no mistake yet.
  const explaining = offering && inPattern(text, cursor);
  const complaint = explaining ? null : problem;

  function apply(): void {
    if (!read.ok) return;
    setOffering(false);
    store.apply((before) => replaceWritten(before, read.clauses));
    setText(printWritten(read.clauses));
  }

  function take(completion: Completion): void {
    if (word === null) return;
    const next = complete(text, word, completion);
    setText(next.text);
    setOffering(false);
    setChosen(-1);
    requestAnimationFrame(() => input.current?.setSelectionRange(next.cursor, next.cursor));
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const offer = offers[event.key === 'Tab' ? Math.max(0, chosen) : chosen];
    if (event.key === 'ArrowDown' && offers.length > 0) setChosen((chosen + 1) % offers.length);
    else if (event.key === 'ArrowUp' && offers.length > 0)
      setChosen((chosen <= 0 ? offers.length : chosen) - 1);
    else if ((event.key === 'Enter' || event.key === 'Tab') && offer !== undefined) take(offer);
    else if (event.key === 'Enter') apply();
    else if (event.key === 'Escape' && offers.length > 0) setOffering(false);
    else if (event.key === 'Escape') {
      setText(printed);
      input.current?.blur();
      if (!changed) return; // the same key cancels a search that runs
    } else return;
    event.preventDefault();
  }

  return (
    <div className={styles.box} data-problem={complaint !== null && focused} data-focused={focused}>
      <Search size={14} aria-hidden="true" className={styles.icon} />
      <input
        ref={input}
        className={styles.input}
        type="text"
        role="combobox"
        spellCheck={false}
        autoComplete="off"
        aria-label="Search or query"
        aria-autocomplete="list"
        aria-expanded={offers.length > 0}
        aria-controls={`${id}-offers`}
        aria-activedescendant={offers[chosen] === undefined ? undefined : `${id}-${chosen}`}
        aria-invalid={complaint !== null}
        aria-describedby={complaint === null ? undefined : `${id}-problem`}
        placeholder="Search or query, such as action:api_key.* -actor:System"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setCursor(event.currentTarget.selectionStart ?? 0);
          setOffering(true);
          setChosen(-1);
        }}
        onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? 0)}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      />
      {text === '' && !focused && <kbd className={styles.key}>/</kbd>}
      {changed && problem === null && focused && <span className={styles.enter}>Enter to apply</span>}
      {text !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label="Clear the query"
          title="Clear the query"
          onClick={() => {
            setText('');
            store.apply((before) => replaceWritten(before, []));
            input.current?.focus();
          }}
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
      {focused && (complaint !== null || offers.length > 0 || explaining) && (
        <div className={styles.below}>
          {explaining && <PatternHelp />}
          {complaint !== null && <Problem id={`${id}-problem`} text={text} problem={complaint} />}
          <div id={`${id}-offers`} role="listbox" aria-label="Fields" hidden={offers.length === 0}>
            {offers.map((offer, at) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the input holds the focus and names the chosen option
              // biome-ignore lint/a11y/useKeyWithClickEvents: the input's keys choose
              <div
                key={offer.insert}
                id={`${id}-${at}`}
                className={styles.offer}
                role="option"
                aria-selected={at === chosen}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => take(offer)}
              >
                <code>{offer.insert}</code>
                <span>{offer.about}</span>
              </div>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

/** What a slash begins. */
function PatternHelp() {
  return (
    <p className={styles.help} role="status">
      <code>/pattern/</code> finds a regular expression (RE2) in any field and in the raw record,{' '}
      <code>action:/^api_key/</code> in one field. Without a second slash it is text like any other.
    </p>
  );
}

interface ProblemProps {
  readonly id: string;
  readonly text: string;
  readonly problem: QueryProblem;
}

/** The query once more with what is wrong underlined, and what to do about it. */
function Problem({ id, text, problem: { message, position, length } }: ProblemProps) {
  const end = position + length;
  return (
    <div className={styles.problem} id={id} role="status">
      <p className={styles.echo}>
        {visibleText(text.slice(0, position))}
        <mark>{visibleText(text.slice(position, end)) || ' '}</mark>
        {visibleText(text.slice(end))}
      </p>
      <p>{visibleText(message)}</p>
    </div>
  );
}
