import type { DecodeBackend } from '#workers/decode/decode-backend.ts';

/** Logits after a row's whole history, prompt included; shape [vocabulary]. */
export type LogitsOf = (history: readonly number[]) => Float32Array;

/** A backend without a model, and what was asked of it. */
export interface ScriptedBackend extends DecodeBackend {
  /** One entry per call, e.g. `prefill 3`, `fork 2`, `step 2`, `drop 0,2`. */
  readonly calls: readonly string[];
}

/** Logits that look random but depend on the history only: FNV-1a over its tokens, spread over (−4, 4). */
export function createHashedLogits(vocabularySize: number): LogitsOf {
  return (history) => {
    let hash = 0x811c9dc5;
    for (const token of history) hash = Math.imul(hash ^ token, 0x01000193);
    return Float32Array.from({ length: vocabularySize }, (_, token) => {
      const mixed = Math.imul((hash ^ token) + 0x9e3779b9, 0x85ebca6b);
      return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 29 - 4;
    });
  };
}

/** Logits that make `tokens` follow the prompt one after another; the last is repeated. */
export function createForcedLogits(vocabularySize: number, promptLength: number, tokens: readonly number[]): LogitsOf {
  return (history) => {
    const next = tokens[Math.min(history.length - promptLength, tokens.length - 1)];
    return Float32Array.from({ length: vocabularySize }, (_, token) => (token === next ? 50 : 0));
  };
}

/** A backend whose rows are lists of tokens. @param onStep called before each step, e.g. to cancel. */
export function createScriptedBackend(
  vocabularySize: number,
  logitsOf: LogitsOf,
  onStep: () => void = () => undefined,
): ScriptedBackend {
  const calls: string[] = [];
  let prompt: readonly number[] = [];
  let rows: number[][] = [];
  return {
    calls,
    vocabularySize,
    prefill: async (tokenIds) => {
      calls.push(`prefill ${tokenIds.length}`);
      prompt = tokenIds;
      return logitsOf(prompt);
    },
    fork: (rowCount) => {
      calls.push(`fork ${rowCount}`);
      rows = Array.from({ length: rowCount }, () => [...prompt]);
    },
    step: async (tokenIds) => {
      calls.push(`step ${tokenIds.length}`);
      onStep();
      const logits = new Float32Array(rows.length * vocabularySize);
      for (const [index, row] of rows.entries()) {
        row.push(tokenIds[index] ?? 0);
        logits.set(logitsOf(row), index * vocabularySize);
      }
      return logits;
    },
    drop: (keptRows) => {
      calls.push(`drop ${keptRows.join(',')}`);
      rows = keptRows.map((row) => rows[row] ?? []);
    },
    dispose: async () => undefined,
  };
}
