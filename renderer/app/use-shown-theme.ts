import { useColorScheme } from '@mantine/hooks';
import { useStore } from 'zustand';
import { useServices } from './services-context.ts';

export type ShownTheme = 'light' | 'dark';

/** The theme on screen: the chosen one, else that of the system. */
export function useShownTheme(): ShownTheme {
  const chosen = useStore(useServices().preferences, (state) => state.theme);
  const system = useColorScheme('light', { getInitialValueInEffect: false });
  return chosen === 'system' ? system : chosen;
}

/** The other one. */
export function toggledTheme(shown: ShownTheme): ShownTheme {
  return shown === 'dark' ? 'light' : 'dark';
}
