import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services-context.ts';

/**
 * Asks again whenever any page stated something that lies apart from evidence. All of that is told by one event, after
 * which the saved views are listed anew.
 */
export function useToldApart(askAgain: () => void): void {
  const { savedViews } = useServices();
  const told = useStore(savedViews, (state) => state.views);
  const known = useRef(told);
  useEffect(() => {
    if (known.current === told) return;
    known.current = told;
    askAgain();
  }, [told, askAgain]);
}
