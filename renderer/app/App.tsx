import { MantineProvider } from '@mantine/core';
import { theme } from '../theme/theme.ts';
import { Frame } from './Frame.tsx';
import type { Services } from './services.ts';
import { ServicesContext } from './services-context.ts';
import { useShownTheme } from './use-shown-theme.ts';

/** The application over its services. */
export function App({ services }: { readonly services: Services }) {
  return (
    <ServicesContext value={services}>
      <Themed />
    </ServicesContext>
  );
}

/** Mantine without styles made at run time: its variables are in `theme/mantine.css`. */
function Themed() {
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={useShownTheme()}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <Frame />
    </MantineProvider>
  );
}
