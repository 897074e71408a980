import { spawn } from 'node:child_process';
import { root } from './root.ts';

// The suite also runs with the tests; only here it writes `docs/conformance.md`.
const child = spawn('vitest', ['run', '--project', 'conformance', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PLUMBLINE_CONFORMANCE: 'write' },
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
