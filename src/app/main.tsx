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
if (new URLSearchParams(location.search).has('automation')) {
  void import('./automation.ts').then(({ exposeAutomation }) => exposeAutomation(ports, runs));
}
createRoot(root).render(
  <StrictMode>
    <App services={{ ports, runs, draft: createConfigDraft() }} />
  </StrictMode>,
);
