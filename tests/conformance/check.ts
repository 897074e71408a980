import type { LoadReport } from '#core/model/effective-config.ts';
import type { RuntimeCapabilities } from '#core/model/runtime-capabilities.ts';
import type { LoadedTarget } from './loaded-target.ts';
import type { ReferenceAnswer } from './reference-answers.ts';
import type { Target } from './targets.ts';

/** One row of the conformance report. */
export interface Check {
  readonly id: string;
  /** What passes means. */
  readonly title: string;
  /** Why the check does not apply, decided by what the runtime says that it can do; null = it applies. */
  readonly toReason: (selection: {
    readonly target: Target;
    readonly report: LoadReport;
    readonly capabilities: RuntimeCapabilities;
  }) => string | null;
  /** Throws where the runtime does not conform. @returns what was measured. */
  readonly run: (loaded: LoadedTarget, answers: readonly ReferenceAnswer[]) => Promise<string>;
}

/** Always. */
export const applies = (): null => null;
