import type { TranscriptRow } from '#core/bundle/rows.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import type { BundleContents } from '#harness/bundle-contents.ts';
import type { RerunTrial } from '#harness/rerun-trials.ts';
import { findDifference, toDifferenceText } from '#harness/verify-difference.ts';

/** What `scripts/headless-rerun.ts` is asked: run these trials again with the model of a folder. */
export interface RerunRequest {
  readonly bundlePath: string;
  readonly modelDir: string;
  /** Length of `trialKeys`. */
  readonly count: number;
  readonly config: HarnessConfig;
  readonly samples: readonly Sample[];
  readonly trialKeys: readonly string[];
}

/** Signature of `rerunTrials` of `scripts/headless-rerun.ts`. */
export type RerunTrials = (request: RerunRequest) => Promise<Result<readonly RerunTrial[]>>;

/** A trial of the bundle beside its rerun; `difference` null = identical. */
export interface RerunComparison {
  readonly trialKey: string;
  readonly place: string;
  readonly difference: string | null;
}

/** At most `count` completed trials, spread evenly over the transcripts. */
export function toSpreadTrials(contents: BundleContents, count: number): BundleContents['transcripts'] {
  const completed = contents.transcripts.filter(({ row }) => row.status === 'completed');
  const taken = Math.min(count, completed.length);
  return Array.from(
    { length: taken },
    (_, index) => completed[Math.floor(((index + 0.5) * completed.length) / taken)],
  ).flatMap((placed) => (placed === undefined ? [] : [placed]));
}

function toComparable({ promptTokenIds, outputText, outputTokenIds, logprobs, finishReason }: TranscriptRow): unknown {
  return { promptTokenIds, output: { outputText, outputTokenIds, logprobs, finishReason } };
}

/** Runs `count` trials of a bundle again and compares prompt tokens and outputs. */
export async function compareRerun(
  contents: BundleContents,
  paths: { readonly bundlePath: string; readonly modelDir: string },
  count: number,
  rerunTrials: RerunTrials,
): Promise<Result<readonly RerunComparison[]>> {
  const chosen = toSpreadTrials(contents, count);
  if (chosen.length === 0)
    return toFailed('bundle-invalid', 'The bundle has no completed trial that could be run again.');
  const rerun = await rerunTrials({
    ...paths,
    count: chosen.length,
    config: contents.config,
    samples: contents.samples.map(({ row }) => row),
    trialKeys: chosen.map(({ row }) => row.trialKey),
  });
  if (!rerun.ok) return rerun;
  const rerunByTrialKey = new Map(rerun.value.map((trial) => [trial.trialKey, trial]));
  return toOk(
    chosen.map(({ row, member, line }) => {
      const place = `${member}:${line}`;
      const again = rerunByTrialKey.get(row.trialKey);
      if (again === undefined) return { trialKey: row.trialKey, place, difference: 'was not run again' };
      const { promptTokenIds, output } = again;
      const difference = findDifference({ promptTokenIds, output }, toComparable(row));
      return { trialKey: row.trialKey, place, difference: difference === null ? null : toDifferenceText(difference) };
    }),
  );
}
