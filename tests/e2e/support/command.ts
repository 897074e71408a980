import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from '#scripts/root.ts';

export interface CommandResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs a script of this repository the way npm would, and collects what it prints. */
export function runScript(script: string, ...parameters: readonly string[]): Promise<CommandResult> {
  const bin = join(root, 'node_modules', '.bin');
  const child = spawn(join(bin, 'node'), [join(root, 'scripts', script), ...parameters], {
    cwd: root,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, output });
    });
  });
}
