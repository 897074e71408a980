import * as z from 'zod';
import { SeverityLevel, SeverityRule } from './severity.ts';
import { FinishReason } from './trial-output.ts';

const families = z.array(z.string().min(1).max(60)).min(1).max(100).nullable();

/** One line of a severity scale; `families` null = every family. A success has level 0 before any line is read. */
export const SeverityScaleRule = z.discriminatedUnion('type', [
  /** By the sample's own `severityOfError`; a sample without one is left to the next line. */
  z.strictObject({ type: z.literal('sample'), families }),
  /** By a rule of the scale, as if the sample had it. */
  z.strictObject({ type: z.literal('error'), families, rule: SeverityRule }),
  /** The scorer found no answer. */
  z.strictObject({ type: z.literal('unparsable'), families, level: SeverityLevel }),
  /** The output ended for one of these reasons, e.g. at its length limit. */
  z.strictObject({
    type: z.literal('finish'),
    families,
    reasons: z.array(FinishReason).min(1).max(FinishReason.options.length),
    level: SeverityLevel,
  }),
]);
export type SeverityScaleRule = z.infer<typeof SeverityScaleRule>;

const weight = z.number().min(0).max(1);

/**
 * How bad outcomes are and what that costs (METRICS §5.1): who judges, a weight for each level, and lines that give a level to an outcome
 * that is no success; the first line that fits holds. A sample for whose wrong answers no line of type `sample` or `error` speaks enters no
 * severity, not with its successes either. Infrastructure failures are no outcomes
 * and never have one (DESIGN §5.6).
 */
export const SeverityScale = z
  .strictObject({
    detector: z.strictObject({
      kind: z.enum(['deterministic', 'model_judge', 'human']),
      /** Share of violations that it finds, and of clean outcomes that it passes; both null = unknown, then only detected ones are reported. */
      sensitivity: z.number().gt(0).max(1).nullable(),
      specificity: z.number().gt(0).max(1).nullable(),
    }),
    /** Weights of the levels 0 … 4 in [0, 1]: fixed before the run, not falling, the first one 0. */
    weights: z.tuple([weight, weight, weight, weight, weight]),
    rules: z.array(SeverityScaleRule).min(1).max(50),
  })
  .superRefine(({ detector, weights }, context) => {
    if (weights[0] !== 0)
      context.addIssue({ code: 'custom', path: ['weights', 0], message: 'must be 0: level 0 is no harm' });
    for (const [level, value] of weights.entries()) {
      if (value < (weights[level - 1] ?? 0))
        context.addIssue({
          code: 'custom',
          path: ['weights', level],
          message: 'is less than the weight of the level before',
        });
    }
    const { sensitivity, specificity } = detector;
    if ((sensitivity === null) !== (specificity === null))
      context.addIssue({
        code: 'custom',
        path: ['detector'],
        message: 'needs both sensitivity and specificity, or neither',
      });
    if (sensitivity !== null && specificity !== null && sensitivity + specificity <= 1)
      context.addIssue({
        code: 'custom',
        path: ['detector', 'sensitivity'],
        message: 'and specificity must add up to more than 1: such a detector says nothing',
      });
  });
export type SeverityScale = z.infer<typeof SeverityScale>;

/** Weights of METRICS §5.1: a decade a level, after the monetary thresholds of MIL-STD-882E. */
export const DECADE_WEIGHTS: SeverityScale['weights'] = [0, 0.001, 0.01, 0.1, 1];

/** The scale of a task whose samples say how bad their errors are: deterministic, decades, the sample's own rule. */
export const SAMPLE_SEVERITY_SCALE: SeverityScale = {
  detector: { kind: 'deterministic', sensitivity: null, specificity: null },
  weights: DECADE_WEIGHTS,
  rules: [{ type: 'sample', families: null }],
};
