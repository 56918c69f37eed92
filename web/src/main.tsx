/** Starts the app: strings first, then the page. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/app.css';
import { App } from './app/app';
import { startI18n } from './lib/i18n';
import { wasSignedIn } from './lib/session';
import { chosenTheme, wear } from './lib/theme';

wear(chosenTheme());
// Side by side: on a slow network each step that waits for the one before it is seen.
if (!wasSignedIn()) void import('./app/routes/sign-in');
await startI18n();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  window.addEventListener('load', () => void navigator.serviceWorker.register('/sw.js'));
}
