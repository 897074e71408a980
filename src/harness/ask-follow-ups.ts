import type { Failure, FailureCode } from '#core/errors/failure.ts';
import { toOk, type Result } from '#core/errors/result.ts';
import type { ConfidenceConfig } from '#core/model/confidence-config.ts';
import type { Elicited, ElicitedPTrue, ElicitedSource, ElicitedVerbalized } from '#core/model/elicited.ts';
import type { TrialOutput, TrialTiming } from '#core/model/trial-output.ts';
import { toPTrueValue } from '#core/stats/predictability/elicited-confidence.ts';
import { parseVerbalized } from '#core/stats/predictability/parse-verbalized.ts';
import type { PreparedPrompt, PromptRequest } from '#workers/contract/inference.ts';
import { toFollowUps, toNeededTokens, toReplyDecoding } from './follow-up.ts';
import type { ModelSession } from './ports.ts';
import type { PromptMessages } from './prompt-messages.ts';

/** What is asked about: one group's answers. */
export interface FollowUpWork {
  readonly confidence: ConfidenceConfig;
  readonly groupIndex: number;
  readonly messages: PromptMessages;
  /** In the order of the trials. */
  readonly answers: readonly { readonly trialKey: string; readonly output: Pick<TrialOutput, 'outputText'> }[];
}

/** Reply to one question about one answer text. */
export type FollowUpReply =
  | { readonly source: 'p_true'; readonly record: ElicitedPTrue; readonly timing: TrialTiming | null }
  | { readonly source: 'verbalized'; readonly record: ElicitedVerbalized; readonly timing: TrialTiming | null };

/** Replies by answer text and source: kept over attempts, so that nothing is asked twice. */
export type FollowUpReplies = Map<string, FollowUpReply>;

/** Failures that the next try would meet again: they are the reply. */
const LASTING: ReadonlySet<FailureCode> = new Set(['model-load-failed', 'task-invalid', 'context-overflow']);

/** Key of a reply. */
export function toReplyKey(source: ElicitedSource, answer: string): string {
  return `${source}\u0000${answer}`;
}

/**
 * Asks what has no reply yet about each distinct answer of a group, one prompt at a time, so that no batch can change a value.
 * @param replies grows; what is there is not asked again.
 * @returns the infrastructure failure that ended the asking, or null when every question has a reply.
 */
export async function askFollowUps(
  session: ModelSession,
  work: FollowUpWork,
  replies: FollowUpReplies,
  signal: AbortSignal,
): Promise<Failure | null> {
  for (const { trialKey, output } of work.answers) {
    const answer = output.outputText;
    const { pTrue, verbalized } = toFollowUps(work.confidence, work.messages, answer);
    for (const { source, request, ask } of [
      { source: 'p_true', request: pTrue, ask: askPTrue },
      { source: 'verbalized', request: verbalized, ask: askVerbalized },
    ] as const) {
      const key = toReplyKey(source, answer);
      if (request === null || replies.has(key)) continue;
      const reply = await ask({ session, work, trialKey, signal }, request);
      if (!reply.ok) return reply.failure;
      replies.set(key, reply.value);
    }
  }
  return null;
}

/** One question on its way. */
interface Asking {
  readonly session: ModelSession;
  readonly work: FollowUpWork;
  readonly trialKey: string;
  readonly signal: AbortSignal;
}

async function askPTrue({ session, work, signal }: Asking, request: PromptRequest): Promise<Result<FollowUpReply>> {
  const prepared = await prepareOne(session, request, signal);
  if (!prepared.ok) return prepared;
  const { prompt, failureCode } = prepared.value;
  if (prompt === null || failureCode !== null) {
    return toOk({ source: 'p_true', record: toFailedPTrue(prompt, failureCode), timing: null });
  }
  const { promptTokenIds, continuations = [] } = prompt;
  const scored = await session.scoreContinuations(
    { groupIndex: work.groupIndex, promptTokenIds, continuations, batchSize: 1 },
    signal,
  );
  const toFailed = (code: FailureCode): FollowUpReply => ({
    source: 'p_true',
    record: toFailedPTrue(prompt, code),
    timing: null,
  });
  if (!scored.ok) return toLasting(scored.failure, toFailed);
  const options = scored.value.continuations.map((tokens, index) => ({
    text: request.continuations?.[index] ?? '',
    tokenIds: tokens.map(({ token }) => token),
    logprobs: tokens.map(({ logprob }) => logprob),
  }));
  const record = { ...toPlace(prompt), options, value: toPTrueValue(options), failureCode: null };
  return toOk({ source: 'p_true', record, timing: scored.value.timing });
}

async function askVerbalized(
  { session, work, trialKey, signal }: Asking,
  request: PromptRequest,
): Promise<Result<FollowUpReply>> {
  const prepared = await prepareOne(session, request, signal);
  if (!prepared.ok) return prepared;
  const { prompt, failureCode } = prepared.value;
  if (prompt === null || failureCode !== null) {
    return toOk({ source: 'verbalized', record: toFailedVerbalized(prompt, failureCode), timing: null });
  }
  const generated = await session.generate(
    {
      groupIndex: work.groupIndex,
      promptTokenIds: prompt.promptTokenIds,
      trialKeys: [trialKey],
      decoding: toReplyDecoding(work.confidence.verbalized?.maxNewTokens ?? 1),
      batchSize: 1,
    },
    signal,
  );
  const toFailed = (code: FailureCode): FollowUpReply => ({
    source: 'verbalized',
    record: toFailedVerbalized(prompt, code),
    timing: null,
  });
  if (!generated.ok) return toLasting(generated.failure, toFailed);
  const [row] = generated.value.rows;
  if (row === undefined) return toOk(toFailed('internal'));
  const { outputText, outputTokenIds, logprobs, finishReason } = row.output;
  const reply = { outputText, outputTokenIds, logprobs, finishReason };
  const record = { ...toPlace(prompt), ...reply, value: parseVerbalized(outputText), failureCode: null };
  return toOk({ source: 'verbalized', record, timing: row.timing });
}

/** A follow-up that can be asked, or why it never can be. */
interface PreparedFollowUp {
  readonly prompt: PreparedPrompt | null;
  readonly failureCode: FailureCode | null;
}

async function prepareOne(
  session: ModelSession,
  request: PromptRequest,
  signal: AbortSignal,
): Promise<Result<PreparedFollowUp>> {
  const prepared = await session.prepare([request], signal);
  if (!prepared.ok) return toLasting(prepared.failure, (failureCode) => ({ prompt: null, failureCode }));
  const [prompt] = prepared.value;
  if (prompt === undefined) return toOk({ prompt: null, failureCode: 'internal' });
  const limit = session.report.contextLength;
  const isTooLong = limit !== null && toNeededTokens(prompt) > limit;
  return toOk({ prompt, failureCode: isTooLong ? 'context-overflow' : null });
}

/** A lasting failure as what it leaves behind; any other one stays a failure. */
function toLasting<T>(failure: Failure, toValue: (code: FailureCode) => T): Result<T> {
  return LASTING.has(failure.code) ? toOk(toValue(failure.code)) : { ok: false, failure };
}

function toPlace(prompt: PreparedPrompt | null): Pick<ElicitedPTrue, 'prompt' | 'promptTokenIds'> {
  return prompt === null
    ? { prompt: null, promptTokenIds: null }
    : { prompt: prompt.prompt, promptTokenIds: [...prompt.promptTokenIds] };
}

function toFailedPTrue(prompt: PreparedPrompt | null, failureCode: FailureCode | null): ElicitedPTrue {
  return { ...toPlace(prompt), options: null, value: null, failureCode };
}

function toFailedVerbalized(prompt: PreparedPrompt | null, failureCode: FailureCode | null): ElicitedVerbalized {
  const nothing = { outputText: null, outputTokenIds: null, logprobs: null, finishReason: null };
  return { ...toPlace(prompt), ...nothing, value: null, failureCode };
}

/** What belongs to each trial. */
export interface FollowUpOutcome {
  readonly elicited: Elicited;
  /** Times of the questions, with the first trial of each answer only. */
  readonly timings: readonly (TrialTiming & { readonly source: ElicitedSource })[];
}

/**
 * Replies by trial key. Questions without a reply were given up.
 * @param givenUp code of the failure that ended the asking; null when every question has a reply.
 */
export function toFollowUpOutcomes(
  { confidence, answers }: FollowUpWork,
  replies: FollowUpReplies,
  givenUp: FailureCode | null,
): ReadonlyMap<string, FollowUpOutcome> {
  const seen = new Set<string>();
  return new Map(
    answers.map(({ trialKey, output: { outputText } }) => {
      const isFirst = !seen.has(outputText);
      seen.add(outputText);
      const pTrue = replies.get(toReplyKey('p_true', outputText));
      const verbalized = replies.get(toReplyKey('verbalized', outputText));
      const elicited: Elicited = {
        ...(confidence.pTrue === null
          ? {}
          : { pTrue: pTrue?.source === 'p_true' ? pTrue.record : toFailedPTrue(null, givenUp) }),
        ...(confidence.verbalized === null
          ? {}
          : {
              verbalized: verbalized?.source === 'verbalized' ? verbalized.record : toFailedVerbalized(null, givenUp),
            }),
      };
      const timings = [pTrue, verbalized].flatMap((reply) =>
        isFirst && reply?.timing != null ? [{ ...reply.timing, source: reply.source }] : [],
      );
      return [trialKey, { elicited, timings }] as const;
    }),
  );
}
