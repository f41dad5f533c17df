import { Checkbox } from '@mantine/core';
import { type FieldChoice, withPattern } from '../../shared/filter/field-choice.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { LogText } from '../ui/LogText.tsx';
import { formatCount, formatCountOf } from '../ui/numbers.ts';
import styles from './Filters.module.css';
import type { PatternOffer } from './pattern-offers.ts';
import { ExcludeButton } from './ValueGroupList.tsx';

interface PatternListProps {
  readonly offers: readonly PatternOffer[];
  readonly choice: FieldChoice;
  readonly onEdit: (change: (before: FieldChoice) => FieldChoice) => void;
}

/** Rules in place of values: they go for what is imported later too. */
export function PatternList({ offers, choice, onEdit }: PatternListProps) {
  if (offers.length === 0) return null;
  return (
    <ul aria-label="Patterns" className={styles.patterns}>
      {offers.map((offer) => {
        const included = choice.patterns.includes(offer.pattern);
        const excluded = choice.excludedPatterns.includes(offer.pattern);
        const put = (place: 'include' | 'exclude' | 'nowhere') =>
          onEdit((before) => withPattern(before, offer.pattern, place));
        return (
          <li key={offer.pattern} className={styles.value} data-value-row data-excluded={excluded}>
            <Checkbox
              className={styles.valueCheck}
              classNames={{ body: styles.valueBody ?? '', labelWrapper: styles.valueLabel ?? '' }}
              data-value-box
              checked={included}
              onChange={() => put(included ? 'nowhere' : 'include')}
              label={
                <>
                  <span className={styles.valueName}>
                    {excluded && <span className={styles.not}>not </span>}
                    All matching{' '}
                    <code>
                      <LogText text={offer.pattern} limit={160} />
                    </code>
                  </span>
                  {offer.values !== null && (
                    <span className={styles.about}>
                      {formatCountOf(offer.values, 'value')} now, and any that come later
                    </span>
                  )}
                </>
              }
            />
            <span className={styles.count}>{offer.events === null ? '' : formatCount(offer.events)}</span>
            <ExcludeButton
              name={`all matching ${visibleText(offer.pattern)}`}
              excluded={excluded}
              onClick={() => put(excluded ? 'nowhere' : 'exclude')}
            />
          </li>
        );
      })}
    </ul>
  );
}
