import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes a file by way of a second one, so that a break leaves the old or the new content, never a part. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}

/** Bytes of a file, or null when it is not there. */
export async function readIfPresent(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Where a run keeps its files. */
export function toOutputPaths(folder: string): Readonly<
  Record<'tokenizer' | 'checkpoint' | 'weights' | 'log' | 'machines' | 'model' | 'evaluation' | 'curve', string>
> & {
  readonly kept: (step: number) => string;
} {
  return {
    tokenizer: join(folder, 'tokenizer.json'),
    checkpoint: join(folder, 'checkpoint.safetensors'),
    weights: join(folder, 'weights.safetensors'),
    log: join(folder, 'steps.jsonl'),
    machines: join(folder, 'machines.json'),
    model: join(folder, 'model'),
    evaluation: join(folder, 'evaluation.json'),
    curve: join(folder, 'learning-curve.json'),
    kept: (step) => join(folder, 'kept', `weights-${String(step).padStart(6, '0')}.safetensors`),
  };
}
