import { toContinuations } from '#core/model/option-texts.ts';
import type { TaskConfig } from '#core/model/harness-config.ts';
import { toChooseMode, toPerplexityMode, type ChooseMode } from '#core/model/task-mode.ts';
import type { ConditionSample } from '#core/model/trial.ts';
import { encodeContinuations } from '#core/text/encode-continuations.ts';
import type { RetokeniseRequest } from '#workers/contract/inference.ts';
import type { BundleContents } from './bundle-contents.ts';
import { toConditionKey } from './condition-key.ts';
import { toPromptMessages } from './prompt-messages.ts';
import { toRetokenisations } from './retokenise-request.ts';
import type { FoldedRun } from './to-run-rows.ts';
import type { CodecByModel, VerifyCodec } from './verify-codec.ts';
import { findDifference, toDifferenceText } from './verify-difference.ts';
import { createFindingList, type VerifyFinding } from './verify-finding.ts';

interface ExpectedPrompt {
  readonly prompt: string;
  readonly promptTokenIds: readonly number[];
}

/** Renders and tokenises every prompt again from template, sample and perturbation. */
export function verifyPrompts(
  contents: BundleContents,
  planned: FoldedRun,
  codecByModel: CodecByModel,
): readonly VerifyFinding[] {
  const list = createFindingList('prompts');
  const { task } = contents.config;
  const mode = toChooseMode(task);
  const conditionSampleByKey = new Map(
    planned.plan.conditionSamples.map((entry) => [toConditionKey(entry.conditionId, entry.sample.sampleId), entry]),
  );
  const retokenisations = toRetokenisations(planned.plan.conditions, contents.config.protocol.masterSeed);
  const expectedByKey = new Map<string, ExpectedPrompt | string>();
  for (const { row, member, line } of contents.transcripts) {
    const conditionKey = toConditionKey(row.conditionId, row.sampleId);
    const conditionSample = conditionSampleByKey.get(conditionKey);
    const codec = codecByModel.get(row.model);
    if (conditionSample === undefined || codec === undefined) continue;
    const key = `${row.model}\u0000${conditionKey}`;
    const expected =
      expectedByKey.get(key) ??
      toExpectedPrompt(codec, task, mode, conditionSample, retokenisations.get(row.conditionId)?.(row.sampleId));
    expectedByKey.set(key, expected);
    if (typeof expected === 'string') {
      list.error(member, line, expected);
      continue;
    }
    const { prompt, promptTokenIds } = row;
    const difference = findDifference(expected, { prompt, promptTokenIds });
    if (difference !== null) list.error(member, line, toDifferenceText(difference));
  }
  return list.findings;
}

/** The prompt, or why there is none. */
function toExpectedPrompt(
  codec: VerifyCodec,
  task: TaskConfig,
  mode: ChooseMode | null,
  conditionSample: ConditionSample,
  retokenise: RetokeniseRequest | undefined,
): ExpectedPrompt | string {
  const { sample } = conditionSample;
  if (toPerplexityMode(task) !== null) return { prompt: sample.input, promptTokenIds: [] };
  const messages = toPromptMessages(task, conditionSample);
  const prompt = codec.render(messages);
  if (!prompt.ok) return prompt.failure.message;
  if (retokenise !== undefined) {
    const promptTokenIds = codec.retokenise(messages, retokenise);
    return promptTokenIds.ok
      ? { prompt: prompt.value, promptTokenIds: promptTokenIds.value }
      : promptTokenIds.failure.message;
  }
  if (mode === null || sample.options === null)
    return { prompt: prompt.value, promptTokenIds: codec.encode(prompt.value) };
  const encoded = encodeContinuations(codec.encode, prompt.value, toContinuations(mode, sample.options));
  return encoded.ok ? { prompt: prompt.value, promptTokenIds: encoded.value.promptTokenIds } : encoded.failure.message;
}
