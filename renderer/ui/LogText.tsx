import { memo } from 'react';
import { visibleParts } from '../../shared/text/visible-text.ts';
import { characterName, characterSign } from './character-names.ts';
import styles from './LogText.module.css';

interface LogTextProps {
  readonly text: string;
  /** Shows a block: line feeds and tabs act, everything else stays visible. */
  readonly block?: boolean;
  /** Cuts the text after so many characters, saying so. */
  readonly limit?: number;
  /** What kind of text it is, for the colours of `LogText.module.css`: a key, a number. */
  readonly kind?: string;
}

/**
 * The one way text from a log reaches the screen: never as HTML, with characters that a screen would obey made
 * visible, and set apart so that it cannot reorder what stands beside it.
 */
export const LogText = memo(function LogText({ text, block = false, limit, kind }: LogTextProps) {
  const cut = limit !== undefined && text.length > limit;
  const parts = visibleParts(cut ? text.slice(0, limit) : text, block);
  return (
    <span className={styles.text} dir={block ? 'ltr' : 'auto'} data-kind={kind}>
      {parts.map((part, index) =>
        part.unseen === null ? (
          part.text
        ) : (
          // The parts of one text never change places.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <span key={index} className={styles.escape} title={characterName(part.unseen)}>
            {characterSign(part.unseen)}
          </span>
        ),
      )}
      {cut && <span className={styles.cut}>…</span>}
    </span>
  );
});
