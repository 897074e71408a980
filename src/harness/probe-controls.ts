import { toOk, type Result } from '#core/errors/result.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import type { ControlProbe, ProbeRow, ProbeStep } from '#core/model/control-probe.ts';
import type { Decoding } from '#core/model/decoding.ts';
import type { TrialOutput } from '#core/model/trial-output.ts';
import type { ModelSession } from './ports.ts';

/** Tokens of the prompt that are used: controls act behind any prompt, and a short one costs little. */
const PROMPT_TOKENS = 16;
const NEW_TOKENS = 6;
const SHORT_TOKENS = 2;
/** Keys of no trial. Two in every group, because a GPU compiles each size of a batch anew. */
export const PROBE_KEYS = ['control-probe/1', 'control-probe/2'].map((label) => sha256Hex(label));

const HOT: Decoding = {
  temperature: 2,
  topK: 0,
  topP: 1,
  minP: 0,
  repetitionPenalty: 1,
  maxNewTokens: NEW_TOKENS,
  stopStrings: [],
};

/** What the probe works with. */
export interface ProbeWork {
  /** A prompt of the run. */
  readonly promptTokenIds: readonly number[];
  /** That of the run; at most two rows are asked for together. */
  readonly batchSize: number;
  readonly signal: AbortSignal;
}

/** Has one prompt answered under settings that differ in one control each; nine short groups of two rows. */
export async function probeControls(session: ModelSession, work: ProbeWork): Promise<Result<ControlProbe>> {
  const { contextLength } = session.report;
  const room = contextLength === null ? PROMPT_TOKENS : Math.max(1, contextLength - NEW_TOKENS);
  const promptTokenIds = work.promptTokenIds.slice(0, Math.min(PROMPT_TOKENS, room));
  const ask = (change: Partial<Decoding>, trialKeys = PROBE_KEYS): Promise<Result<ProbeStep>> =>
    askStep(session, { ...work, promptTokenIds }, { ...HOT, ...change }, trialKeys);

  const base = await ask({});
  if (!base.ok) return base;
  const seed = await ask({}, PROBE_KEYS.toReversed());
  if (!seed.ok) return seed;
  const temperature = await ask({ temperature: 0 });
  if (!temperature.ok) return temperature;
  const topK = await ask({ topK: 1 });
  if (!topK.ok) return topK;
  const topP = await ask({ topP: 1e-9 });
  if (!topP.ok) return topP;
  const minP = await ask({ minP: 1 });
  if (!minP.ok) return minP;
  const repetitionPenalty = await ask({ temperature: 0, repetitionPenalty: 10 });
  if (!repetitionPenalty.ok) return repetitionPenalty;
  const maxNewTokens = await ask({ maxNewTokens: SHORT_TOKENS });
  if (!maxNewTokens.ok) return maxNewTokens;
  const stopString = toStopString(base.value);
  const stopStrings = stopString === null ? toOk(null) : await ask({ stopStrings: [stopString] });
  if (!stopStrings.ok) return stopStrings;
  return toOk({
    promptTokenIds,
    base: base.value,
    seed: seed.value,
    temperature: temperature.value,
    topK: topK.value,
    topP: topP.value,
    minP: minP.value,
    repetitionPenalty: repetitionPenalty.value,
    maxNewTokens: maxNewTokens.value,
    stopStrings: stopStrings.value,
  });
}

async function askStep(
  session: ModelSession,
  { promptTokenIds, batchSize, signal }: ProbeWork,
  decoding: Decoding,
  trialKeys: readonly string[],
): Promise<Result<ProbeStep>> {
  const rows = Math.min(batchSize, trialKeys.length);
  const request = { groupIndex: 0, promptTokenIds, trialKeys, decoding, batchSize: rows };
  const generated = await session.generate(request, signal);
  if (!generated.ok) return generated;
  return toOk({ decoding, rows: generated.value.rows.map(({ trialKey, output }) => toProbeRow(trialKey, output)) });
}

function toProbeRow(trialKey: string, { outputTokenIds, outputText, logprobs, finishReason }: TrialOutput): ProbeRow {
  // Without a token nothing was less than the likeliest.
  const smallestLead = Math.min(0, ...logprobs.map(({ logprob, runnerUpLogprob }) => logprob - runnerUpLogprob));
  return { trialKey, tokenIds: outputTokenIds, text: outputText, finishReason, smallestLead };
}

/** A whole character inside the text of an answer; null where no answer has one. */
function toStopString({ rows }: ProbeStep): string | null {
  const characters = rows.flatMap(({ text }) => Array.from(text).slice(1));
  return characters.find((character) => character !== '\uFFFD' && character.trim() !== '') ?? null;
}
