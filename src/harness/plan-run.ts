import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { Sample } from '#core/model/sample.ts';
import type { RunPlan } from '#core/model/trial.ts';
import { findPerturbation } from '#protocols/registry.ts';
import { planRunWith } from './plan-run-with.ts';

/** `planRunWith` over the whole catalogue, for places that have it at hand: workers and screens that are loaded late. */
export function planRun(config: HarnessConfig, samples: readonly Sample[]): Result<RunPlan> {
  return planRunWith(findPerturbation, config, samples);
}
