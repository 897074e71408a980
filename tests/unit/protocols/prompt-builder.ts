import type { Sample } from '#core/model/sample.ts';
import type { Prompt } from '#protocols/perturbation.ts';

/** A sample with this input; no options, target “-”. */
export function buildSample(input: string, change: Partial<Sample> = {}): Sample {
  return {
    sampleId: 'sample-1',
    clusterId: 'sample-1',
    family: 'short',
    input,
    target: ['-'],
    options: null,
    protect: [],
    severityOfError: null,
    ...change,
  };
}

/** A prompt without a system message. */
export function buildPrompt(input: string, change: Partial<Sample> = {}, system: string | null = null): Prompt {
  return { sample: buildSample(input, change), system };
}
