import { ActionIcon } from '@mantine/core';
import { Moon, Sun } from 'lucide-react';
import { useServices } from './services-context.ts';
import { toggledTheme, useShownTheme } from './use-shown-theme.ts';

/** Light or dark. */
export function ThemeToggle() {
  const { preferences } = useServices();
  const shown = useShownTheme();
  const label = shown === 'dark' ? 'Light theme' : 'Dark theme';
  return (
    <ActionIcon
      aria-label={label}
      title={label}
      onClick={() => preferences.setState({ theme: toggledTheme(shown) })}
    >
      {shown === 'dark' ? <Sun size={16} aria-hidden="true" /> : <Moon size={16} aria-hidden="true" />}
    </ActionIcon>
  );
}
