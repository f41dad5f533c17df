import { useEffect, useRef } from 'react';
import { LogText } from '../ui/LogText.tsx';
import styles from './QueryBox.module.css';
import type { QueryOffer } from './query-offers.ts';

interface QueryOfferListProps {
  readonly id: string;
  readonly offers: readonly QueryOffer[];
  /** Place of the offer the keys have come to; -1 for none. */
  readonly chosen: number;
  readonly onTake: (offer: QueryOffer) => void;
}

/** What can be put in at the cursor. The input holds the focus and names the chosen option. */
export function QueryOfferList({ id, offers, chosen, onTake }: QueryOfferListProps) {
  const list = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div
      ref={list}
      id={id}
      className={styles.offers}
      role="listbox"
      aria-label="Completions"
      hidden={offers.length === 0}
    >
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
          onClick={() => onTake(offer)}
        >
          <code>
            <LogText text={offer.insert} limit={80} />
          </code>
          <span className={styles.about}>
            <LogText text={offer.about} limit={120} />
          </span>
          {offer.count !== null && <span className={styles.count}>{offer.count}</span>}
        </div>
      ))}
    </div>
  );
}
