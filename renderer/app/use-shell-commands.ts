import { useEffect, useRef } from 'react';
import type { ShellCommand } from '../../shared/api/shell.ts';
import { useServices } from './services-context.ts';

/** Follows orders from the native menu. */
export function useShellCommands(handlers: Readonly<Record<ShellCommand, () => void>>): void {
  const { shell } = useServices();
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => shell.onCommand((command) => latest.current[command]()), [shell]);
}
