import type { ConditionSample } from '#core/model/trial.ts';
import type { BundleContents } from './bundle-contents.ts';
import { toConditionKey } from './condition-key.ts';
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
  const { promptTemplate } = contents.config.task;
  const conditionSampleByKey = new Map(
    planned.plan.conditionSamples.map((entry) => [toConditionKey(entry.conditionId, entry.sample.sampleId), entry]),
  );
  const expectedByKey = new Map<string, ExpectedPrompt | string>();
  for (const { row, member, line } of contents.transcripts) {
    const conditionKey = toConditionKey(row.conditionId, row.sampleId);
    const conditionSample = conditionSampleByKey.get(conditionKey);
    const codec = codecByModel.get(row.model);
    if (conditionSample === undefined || codec === undefined) continue;
    const key = `${row.model}\u0000${conditionKey}`;
    const expected = expectedByKey.get(key) ?? toExpectedPrompt(codec, promptTemplate, conditionSample);
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
  promptTemplate: string,
  { sample, system }: ConditionSample,
): ExpectedPrompt | string {
  const user = promptTemplate.split('{input}').join(sample.input);
  const prompt = codec.render({ system, user });
  return prompt.ok ? { prompt: prompt.value, promptTokenIds: codec.encode(prompt.value) } : prompt.failure.message;
}
