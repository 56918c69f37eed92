/** Starts the app: loads the strings, then renders. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/app.css';
import { App } from './app/app';
import { startI18n } from './lib/i18n';
import { finishSignOut, wasSignedIn } from './lib/session';
import { applyTheme, chosenTheme } from './lib/theme';

applyTheme(chosenTheme());
// Loaded in parallel with the strings, for slow networks.
if (!wasSignedIn()) void import('./app/routes/sign-in');
const tellOfSignOut = () => void finishSignOut().catch(() => undefined);
tellOfSignOut();
window.addEventListener('online', tellOfSignOut);
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
