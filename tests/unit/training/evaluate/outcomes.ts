import type { Evaluation } from '#training/evaluate/evaluation.ts';
import { DECODINGS, PRECISIONS } from '#training/evaluate/evaluation.ts';
import type { Outcome } from '#training/evaluate/evaluate-model.ts';
import { toEvaluationPrompts } from '#training/evaluate/evaluation-prompts.ts';
import { toEvaluation, type Pass } from '#training/evaluate/to-evaluation.ts';

/** Outcomes of `samples` prompts for each family, language and split: right where `isRight` says so, answered with the right text. */
export function createOutcomes(
  samples: number,
  isRight: (example: Outcome['prompt']['example'], index: number) => boolean,
): readonly Outcome[] {
  return toEvaluationPrompts('test', samples).map((prompt, index) => ({
    prompt,
    text: prompt.example.assistant,
    isRight: isRight(prompt.example, index % samples),
    promptTokens: 10,
    answerTokens: 3,
  }));
}

/** An evaluation at every precision and decoding; `toOutcomes` gives those of one. */
export function createEvaluation(
  samples: number,
  toOutcomes: (condition: Pick<Pass, 'precision' | 'decoding'>) => readonly Outcome[],
  files: Evaluation['files'] = {},
): Evaluation {
  const passes = PRECISIONS.flatMap((precision) =>
    DECODINGS.map((decoding) => ({
      pass: { precision, decoding, cpuSeconds: 2, wallSeconds: 3 },
      outcomes: toOutcomes({ precision, decoding }),
    })),
  );
  const machine = { cpu: 'test', cores: 2, platform: 'linux x64', node: '24.0.0', onnxruntimeNode: '1.0.0' };
  return toEvaluation({ seed: 'test', samples, files, machine }, passes);
}
