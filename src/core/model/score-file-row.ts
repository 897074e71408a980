import * as z from 'zod';
import { ORIGINAL } from './trial.ts';

/** Columns that a scores file must have. */
export const REQUIRED_COLUMNS = ['sampleId', 'epoch', 'value'] as const;

/** Columns that it may have. */
export const OPTIONAL_COLUMNS = [
  'model',
  'conditionId',
  'clusterId',
  'success',
  'answer',
  'raw',
  'confidence',
  'severity',
  'costSeconds',
  'tokens',
  'status',
] as const;

export type ScoreColumn = (typeof REQUIRED_COLUMNS)[number] | (typeof OPTIONAL_COLUMNS)[number];

/** Largest scores file that is read, and most rows. */
export const SCORES_LIMITS = { bytes: 256 * 1024 * 1024, rows: 1_000_000 } as const;

/** Model id of rows that name none. */
export const UNNAMED_MODEL = 'model';

const Id = z.string().min(1).max(300);
const Success = z.literal([0, 1]);

/** One trial of another program, its absent fields filled in. */
export const ScoreFileRow = z.strictObject({
  sampleId: Id,
  /** 1-based. */
  epoch: z.int().min(1).max(1_000_000),
  /** Score in [0, 1]; null for a failed trial. */
  value: z.number().min(0).max(1).nullable(),
  model: Id.default(UNNAMED_MODEL),
  /** `original` for the plain prompt. */
  conditionId: Id.default(ORIGINAL),
  /** Null = the sample is a cluster of its own. */
  clusterId: Id.nullable().default(null),
  /** Null = 1 where the value is 1, else 0. */
  success: Success.nullable().default(null),
  /** Null = unparsable, which is an outcome of its own. */
  answer: z.string().max(1_000_000).nullable().default(null),
  /** Output text as it was. */
  raw: z.string().max(10_000_000).nullable().default(null),
  /** Probability of success that was stated beforehand, in [0, 1]. */
  confidence: z.number().min(0).max(1).nullable().default(null),
  severity: z.literal([0, 1, 2, 3, 4]).nullable().default(null),
  costSeconds: z.number().min(0).nullable().default(null),
  /** Tokens of the output. */
  tokens: z.int().min(0).nullable().default(null),
  /** `failed`: the machine, not the model; such a row is counted and never scored. */
  status: z.enum(['completed', 'failed']).default('completed'),
});
export type ScoreFileRow = z.infer<typeof ScoreFileRow>;
