import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/mantine.css';
import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { StartFailure } from './app/StartFailure.tsx';
import { createServices } from './app/services.ts';
import { asAppError } from './engine/as-app-error.ts';
import { connect } from './engine/connect.ts';
import { windowHistory } from './shell/page-history.ts';

/** Connects, builds the services, and shows the application, or why it cannot be shown. */
async function start(): Promise<void> {
  const place = document.getElementById('root');
  if (place === null) throw new Error('The page has no place for the application.');
  const root = createRoot(place);
  try {
    const services = await createServices(await connect(), window.localStorage, windowHistory());
    root.render(
      <StrictMode>
        <App services={services} />
      </StrictMode>,
    );
  } catch (error) {
    root.render(<StartFailure error={asAppError(error)} />);
  }
}

void start();
