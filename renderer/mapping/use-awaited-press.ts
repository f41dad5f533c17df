import { useEffect, useState } from 'react';

/** A button that may be pressed before it is known whether it can do anything. */
export interface AwaitedPress {
  /** Whether it was pressed and still waits. */
  readonly waits: boolean;
  readonly press: () => void;
}

/**
 * Keeps a press until the answer it depends on is there. It is let go when that answer does not allow it, and when
 * what the answer is about has changed since: nobody asked for that.
 * @param subject what the answer is about, told apart by identity
 * @param allowed whether the answer allows the act; null until it is there
 */
export function useAwaitedPress(subject: unknown, allowed: boolean | null, act: () => void): AwaitedPress {
  const [pressed, setPressed] = useState<{ readonly subject: unknown } | null>(null);
  const waits = pressed !== null && pressed.subject === subject;
  // The act is a new function with every drawing; only what it waits for makes it run.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (pressed === null || (waits && allowed === null)) return;
    setPressed(null);
    if (waits && allowed === true) act();
  }, [pressed, waits, allowed]);
  return { waits, press: () => setPressed({ subject }) };
}
