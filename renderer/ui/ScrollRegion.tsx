import type { ReactNode, Ref } from 'react';

interface ScrollRegionProps {
  readonly ref?: Ref<HTMLElement>;
  readonly label: string;
  readonly className: string | undefined;
  /** How late the content is, for the style sheet. */
  readonly late?: string;
  readonly children: ReactNode;
}

/** A part of the page that scrolls on its own, and is therefore reachable by keyboard. */
export function ScrollRegion({ ref, label, className, late, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll
    <section ref={ref} className={className} aria-label={label} data-late={late} tabIndex={0}>
      {children}
    </section>
  );
}
