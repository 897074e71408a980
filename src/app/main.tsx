// First, so that the cascade layers are in order before any component brings its own.
import './styles.ts';
import { assert } from '#core/errors/assert.ts';
import { createRunLibrary } from '#harness/create-run-library.ts';
import { createPorts } from '#platform/create-ports.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createConfigDraft } from './config-draft.ts';
import { applyTheme, readTheme } from './theme.ts';

applyTheme(readTheme());
const root = document.getElementById('root');
assert(root !== null, 'index.html has no #root');
const ports = createPorts();
const runs = createRunLibrary(ports);
const isAutomated = new URLSearchParams(location.search).has('automation');
if (isAutomated) {
  void import('./automation.ts').then(({ exposeAutomation }) => exposeAutomation(ports, runs));
}
const offline =
  import.meta.env.PROD && !isAutomated
    ? import('#platform/offline-support.ts').then(({ startOfflineSupport }) => startOfflineSupport())
    : null;
createRoot(root).render(
  <StrictMode>
    <App services={{ ports, runs, draft: createConfigDraft(), offline }} />
  </StrictMode>,
);
