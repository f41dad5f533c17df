import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import type { AppError } from '../../shared/errors.ts';
import { theme } from '../theme/theme.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import styles from './Frame.module.css';

/** Shown in place of the application when it cannot start. */
export function StartFailure({ error }: { readonly error: AppError }) {
  const scheme = useColorScheme('light', { getInitialValueInEffect: false });
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <main className={styles.fault}>
        <ErrorNotice what="Trailglass could not start." error={error} onRetry={() => location.reload()} />
      </main>
    </MantineProvider>
  );
}
