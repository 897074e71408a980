import type { TrialOutput } from '#core/model/trial-output.ts';
import { generate, loadTarget, PROMPTS, toPromptIds, toTrialKeys } from './loaded-target.ts';
import { REFERENCE } from './targets.ts';

/** A prompt and what the reference answers greedily. */
export interface ReferenceAnswer {
  readonly promptTokenIds: readonly number[];
  readonly output: TrialOutput;
}

/** Greedy answers of fp32 on the processor to all prompts. */
export async function toReferenceAnswers(): Promise<readonly ReferenceAnswer[]> {
  const loaded = await loadTarget(REFERENCE);
  try {
    const answers: ReferenceAnswer[] = [];
    for (const prompt of PROMPTS) {
      const promptTokenIds = await toPromptIds(loaded, prompt);
      const [output] = await generate(loaded, { promptTokenIds, trialKeys: toTrialKeys(1) });
      if (output !== undefined) answers.push({ promptTokenIds, output });
    }
    return answers;
  } finally {
    await loaded.session[Symbol.asyncDispose]();
  }
}
