import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';

/** A sample that the scripted model answers with yes or no. */
export function buildSample(change: Partial<Sample> = {}): Sample {
  return {
    sampleId: 'sample-1',
    clusterId: change.sampleId ?? 'sample-1',
    family: 'short',
    input: 'Question: Is the pump in Zürich running?',
    target: ['yes'],
    options: null,
    protect: [],
    severityOfError: null,
    ...change,
  };
}

/** `count` samples with ids sample-1 … and inputs that perturbations can act on. */
export function buildSamples(count: number): Sample[] {
  return Array.from({ length: count }, (_, index) =>
    buildSample({
      sampleId: `sample-${index + 1}`,
      clusterId: `sample-${index + 1}`,
      input: `Question: Is pump number ${index + 1} in Zürich running?`,
    }),
  );
}

/** A configuration over the given samples with the scripted model. */
export function buildConfig(samples: readonly Sample[], change: Partial<HarnessConfig> = {}): HarnessConfig {
  return {
    schemaVersion: 1,
    name: 'test run',
    notes: '',
    models: [
      {
        modelId: 'test/scripted',
        runtime: 'ort',
        device: 'wasm',
        threads: 1,
        dtype: 'fp32',
        source: { type: 'embedded', path: 'scripted' },
        revision: null,
        licence: null,
        files: [{ path: 'onnx/model.onnx', bytes: 1, sha256: 'a'.repeat(64) }],
        chatTemplate: null,
      },
    ],
    task: {
      taskId: 'test',
      version: 1,
      title: 'Test',
      system: null,
      promptTemplate: '{input}',
      samples: { type: 'inline', samples: [...samples] },
    },
    decoding: { temperature: 1, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, maxNewTokens: 8, stopStrings: [] },
    protocol: {
      masterSeed: 7,
      epochs: { baseline: 4, perturbed: 2 },
      perturbations: [
        { id: 'case_lower', version: 1, params: {}, variants: 1 },
        { id: 'norm_nfd', version: 1, params: {}, variants: 1 },
      ],
    },
    scorers: [
      {
        name: 'answer',
        version: 1,
        rules: [{ type: 'exact', families: null, ignoreCase: true, ignoreFinalPunctuation: true }],
      },
    ],
    execution: { batchSize: 4 },
    analysis: { level: 0.95, bootstrap: { resamples: 200, seed: 1 } },
    ...change,
  };
}
