import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from '#scripts/root.ts';

export interface CommandResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs a script of this repository the way npm would, and collects what it prints. */
export function runScript(script: string, ...parameters: readonly string[]): Promise<CommandResult> {
  return collect(startScript(script, parameters), () => undefined);
}

/** As `runScript`, but the process is interrupted (SIGINT) when its output matches. */
export function runScriptUntil(
  pattern: RegExp,
  script: string,
  ...parameters: readonly string[]
): Promise<CommandResult> {
  const child = startScript(script, parameters);
  return collect(child, (output) => {
    if (pattern.test(output)) child.kill('SIGINT');
  });
}

function startScript(script: string, parameters: readonly string[]): ChildProcess {
  const bin = join(root, 'node_modules', '.bin');
  return spawn(join(bin, 'node'), [join(root, 'scripts', script), ...parameters], {
    cwd: root,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
  });
}

function collect(child: ChildProcess, onOutput: (output: string) => void): Promise<CommandResult> {
  let output = '';
  const take = (chunk: Buffer): void => {
    output += chunk.toString();
    onOutput(output);
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => {
      resolve({ exitCode, output });
    });
  });
}
