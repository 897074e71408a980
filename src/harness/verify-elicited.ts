import type { TranscriptRow } from '#core/bundle/rows.ts';
import type { ConfidenceConfig } from '#core/model/confidence-config.ts';
import type { Elicited, ElicitedPTrue, ElicitedVerbalized } from '#core/model/elicited.ts';
import { toPTrueValue } from '#core/stats/predictability/elicited-confidence.ts';
import { parseVerbalized } from '#core/stats/predictability/parse-verbalized.ts';
import { encodeContinuations } from '#core/text/encode-continuations.ts';
import type { PreparedPrompt, PromptRequest } from '#workers/contract/inference.ts';
import type { BundleContents } from './bundle-contents.ts';
import { toConditionKey } from './condition-key.ts';
import { isAskedAbout, toFollowUps, toNeededTokens, toReplyDecoding } from './follow-up.ts';
import { toPromptMessages } from './prompt-messages.ts';
import type { FoldedRun } from './to-run-rows.ts';
import type { CodecByModel, VerifyCodec } from './verify-codec.ts';
import { findDifference, toDifferenceText } from './verify-difference.ts';
import { createFindingList, type VerifyFinding } from './verify-finding.ts';
import { findFinishProblem, findLogprobProblem, findTextProblem } from './verify-outputs.ts';

/**
 * Checks what the models were asked about their answers: who was asked, every question rendered and tokenised again, texts from tokens, and
 * the confidence from the reply. Questions that failed for reasons outside the model can only be checked by asking again.
 */
export function verifyElicited(
  { config, transcripts }: BundleContents,
  { plan }: FoldedRun,
  codecByModel: CodecByModel,
): readonly VerifyFinding[] {
  const list = createFindingList('outputs');
  const confidence = config.confidence ?? null;
  const sampleByKey = new Map(
    plan.conditionSamples.map((entry) => [toConditionKey(entry.conditionId, entry.sample.sampleId), entry]),
  );
  for (const { row, member, line } of transcripts) {
    const asked = confidence !== null && row.status === 'completed' && isAskedAbout(confidence, row.conditionId);
    const problem = findAskedProblem(row, asked ? confidence : null);
    if (problem !== null) list.error(member, line, problem);
    const entry = sampleByKey.get(toConditionKey(row.conditionId, row.sampleId));
    const codec = codecByModel.get(row.model);
    if (problem !== null || !asked || entry === undefined || codec === undefined) continue;
    const requests = toFollowUps(confidence, toPromptMessages(config.task, entry), row.outputText ?? '');
    for (const text of findReplyProblems(row.elicited ?? {}, requests, confidence, codec))
      list.error(member, line, text);
  }
  return list.findings;
}

/** Whether the questions are those of the configuration; `confidence` null = none are. */
function findAskedProblem({ elicited = {} }: TranscriptRow, confidence: ConfidenceConfig | null): string | null {
  for (const field of ['pTrue', 'verbalized'] as const) {
    const isWanted = confidence?.[field] != null;
    if (isWanted !== (elicited[field] !== undefined))
      return `elicited.${field} is ${isWanted ? 'missing, though the configuration asks' : 'there, though nothing was asked'}`;
  }
  return null;
}

function findReplyProblems(
  { pTrue, verbalized }: Elicited,
  requests: ReturnType<typeof toFollowUps>,
  confidence: ConfidenceConfig,
  codec: VerifyCodec,
): readonly string[] {
  const problems: string[] = [];
  const add = (field: string, problem: string | null): void => {
    if (problem !== null) problems.push(`elicited.${field}: ${problem}`);
  };
  if (pTrue !== undefined && requests.pTrue !== null)
    add('pTrue', findPlaceProblem(pTrue, requests.pTrue, codec) ?? findPTrueProblem(pTrue, requests.pTrue, codec));
  if (verbalized !== undefined && requests.verbalized !== null)
    add(
      'verbalized',
      findPlaceProblem(verbalized, requests.verbalized, codec) ??
        findVerbalizedProblem(verbalized, confidence.verbalized?.maxNewTokens ?? 0, codec),
    );
  return problems;
}

/** The prompt of a question as it must be, or why there is none. */
function toPrompt(codec: VerifyCodec, { continuations, ...messages }: PromptRequest): PreparedPrompt | string {
  const rendered = codec.render(messages);
  if (!rendered.ok) return rendered.failure.message;
  if (continuations === undefined) return { prompt: rendered.value, promptTokenIds: codec.encode(rendered.value) };
  const encoded = encodeContinuations(codec.encode, rendered.value, continuations);
  return encoded.ok ? { prompt: rendered.value, ...encoded.value } : encoded.failure.message;
}

/** What is wrong with prompt and failure, which both questions have. */
function findPlaceProblem(
  { prompt, promptTokenIds, failureCode, value }: ElicitedPTrue | ElicitedVerbalized,
  request: PromptRequest,
  codec: VerifyCodec,
): string | null {
  if (failureCode !== null && value !== null) return `has a value, though it failed (${failureCode})`;
  if (prompt === null || promptTokenIds === null)
    return failureCode !== null && failureCode !== 'context-overflow' ? null : 'has no prompt';
  const expected = toPrompt(codec, request);
  if (typeof expected === 'string') return expected;
  const difference = findDifference(
    { prompt: expected.prompt, promptTokenIds: expected.promptTokenIds },
    { prompt, promptTokenIds },
  );
  if (difference !== null) return toDifferenceText(difference);
  const isTooLong = codec.contextLength !== null && toNeededTokens(expected) > codec.contextLength;
  if (isTooLong !== (failureCode === 'context-overflow'))
    return `failureCode is ${JSON.stringify(failureCode)}, but the prompt of ${promptTokenIds.length} tokens ${isTooLong ? 'does not fit' : 'fits'}`;
  return null;
}

function findPTrueProblem(
  { options, value, failureCode }: ElicitedPTrue,
  request: PromptRequest,
  codec: VerifyCodec,
): string | null {
  if ((options === null) !== (failureCode !== null)) return 'needs either options or a failureCode';
  if (options === null) return null;
  const expected = toPrompt(codec, request);
  if (typeof expected === 'string') return expected;
  const difference = findDifference(
    { options: request.continuations?.map((text, index) => ({ text, tokenIds: expected.continuations?.[index] })) },
    { options: options.map(({ text, tokenIds }) => ({ text, tokenIds })) },
  );
  if (difference !== null) return toDifferenceText(difference);
  const uneven = options.findIndex(({ tokenIds, logprobs }) => tokenIds.length !== logprobs.length);
  if (uneven !== -1) return `options[${uneven}] has another number of logprobs than of tokens`;
  return findValueProblem(value, toPTrueValue(options), 'log-probabilities');
}

function findVerbalizedProblem(
  { promptTokenIds, outputText, outputTokenIds, logprobs, finishReason, value, failureCode }: ElicitedVerbalized,
  maxNewTokens: number,
  codec: VerifyCodec,
): string | null {
  const isEmpty = outputText === null || outputTokenIds === null || logprobs === null || finishReason === null;
  if (isEmpty !== (failureCode !== null)) return 'needs either a reply or a failureCode';
  if (isEmpty) return null;
  const decoding = toReplyDecoding(maxNewTokens);
  const output = { promptTokenIds: promptTokenIds ?? [], outputText, outputTokenIds, logprobs, finishReason };
  return (
    findTextProblem(output, codec, decoding) ??
    findFinishProblem(output, codec, decoding) ??
    findLogprobProblem(output, decoding) ??
    findValueProblem(value, parseVerbalized(outputText), 'reply')
  );
}

function findValueProblem(value: number | null, expected: number | null, source: string): string | null {
  return value === expected ? null : `value is ${value}, its ${source} say${source === 'reply' ? 's' : ''} ${expected}`;
}

/** Checks that the times of questions stand with trials that were asked and count their tokens, and that no asked answer is without them. */
export function verifyElicitationTimings({ transcripts, timings }: BundleContents): readonly VerifyFinding[] {
  const list = createFindingList('timings');
  const rowByKey = new Map(transcripts.map(({ row }) => [row.trialKey, row]));
  const paid = new Set<string>();
  for (const { row, member, line } of timings) {
    for (const { source, promptTokens, outputTokens } of row.elicitationTimings ?? []) {
      const transcript = rowByKey.get(row.trialKey);
      const counts = transcript === undefined ? null : toTokenCounts(transcript, source);
      if (counts === null || transcript === undefined)
        list.error(member, line, `elicitationTimings has ${source}, to which the trial has no reply`);
      else if (counts.promptTokens !== promptTokens || counts.outputTokens !== outputTokens)
        list.error(
          member,
          line,
          `elicitationTimings of ${source} count ${promptTokens} + ${outputTokens} tokens, the transcript has ${counts.promptTokens} + ${counts.outputTokens}`,
        );
      else paid.add(toAnswerKey(transcript, source));
    }
  }
  for (const { row, member, line } of transcripts) {
    for (const source of ['p_true', 'verbalized'] as const) {
      if (toTokenCounts(row, source) !== null && !paid.has(toAnswerKey(row, source)))
        list.error(member, line, `no trial with this answer has times of ${source}`);
    }
  }
  return list.findings;
}

function toAnswerKey({ model, conditionId, sampleId, outputText }: TranscriptRow, source: string): string {
  return [model, conditionId, sampleId, source, outputText].join('\u0000');
}

/** Tokens that a reply took, or null without one. */
function toTokenCounts(
  { elicited }: TranscriptRow,
  source: 'p_true' | 'verbalized',
): { readonly promptTokens: number; readonly outputTokens: number } | null {
  const record = source === 'p_true' ? elicited?.pTrue : elicited?.verbalized;
  if (record === undefined || record.failureCode !== null) return null;
  const outputTokens =
    'options' in record
      ? (record.options ?? []).reduce((sum, { tokenIds }) => sum + tokenIds.length, 0)
      : (record.outputTokenIds ?? []).length;
  return { promptTokens: record.promptTokenIds?.length ?? 0, outputTokens };
}
