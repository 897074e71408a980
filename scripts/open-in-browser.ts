import { spawn } from 'node:child_process';

/** Shows a URL in the user's browser where there is a desktop to show it on; never fails. */
export function openInBrowser(url: string): void {
  const command = openCommand();
  if (command === null) return;
  const [program, ...parameters] = command;
  const child = spawn(program, [...parameters, url], { detached: true, stdio: 'ignore' });
  // No such program: the URL has been printed, that must do.
  child.on('error', () => undefined);
  child.unref();
}

function openCommand(): readonly [string, ...string[]] | null {
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return hasDisplay ? ['xdg-open'] : null;
}
