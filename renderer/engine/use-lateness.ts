import { useEffect, useState } from 'react';

/** How long an answer has been awaited: nothing to see yet, dimmed after 150 ms, progress after 300 ms. */
export type Lateness = 'none' | 'dim' | 'spin';

const DIM_AFTER = 150;
const SPIN_AFTER = 300;

/** How to show that an answer is awaited. */
export function useLateness(pending: boolean): Lateness {
  const [lateness, setLateness] = useState<Lateness>('none');
  useEffect(() => {
    if (!pending) {
      setLateness('none');
      return;
    }
    const dim = setTimeout(() => setLateness('dim'), DIM_AFTER);
    const spin = setTimeout(() => setLateness('spin'), SPIN_AFTER);
    return () => {
      clearTimeout(dim);
      clearTimeout(spin);
    };
  }, [pending]);
  return lateness;
}
