import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import styles from './Filters.module.css';

interface FoldedFacetsProps {
  /** Buttons in the order in which they are given up: the last one first. */
  readonly children: readonly ReactNode[];
}

/** As many buttons as there is room for in one line; the fields of the others are in the menu of all fields. */
export function FoldedFacets({ children }: FoldedFacetsProps) {
  const line = useRef<HTMLDivElement>(null);
  // Rendered anew when there is more room, or less.
  const { ref } = useElementSize<HTMLDivElement>();
  const [fitting, setFitting] = useState(children.length);

  // What is on the first line fits; the line itself decides, with its fonts and at its zoom. What is chosen makes
  // buttons wider.
  useLayoutEffect(() => {
    const buttons = [...(line.current?.children ?? [])].filter((button) => button instanceof HTMLElement);
    const top = buttons[0]?.offsetTop ?? 0;
    const end = line.current?.getBoundingClientRect().right ?? 0;
    const isWhole = (button: HTMLElement): boolean =>
      button.offsetTop === top && button.getBoundingClientRect().right <= end;
    setFitting(buttons.filter(isWhole).length);
  });

  return (
    <div ref={useMergedRef(line, ref)} className={styles.facets}>
      {children.map((button, at) => (
        // The buttons never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <span key={at} data-beyond={at >= fitting}>
          {button}
        </span>
      ))}
    </div>
  );
}
