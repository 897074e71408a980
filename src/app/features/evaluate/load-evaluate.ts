import type { Services } from '#app/ports-context.tsx';
import type { Failure } from '#core/errors/failure.ts';
import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import type { RunSummary } from '#harness/ports.ts';
import { QUICK_START, readReadyConfig } from '#app/ready-configs.ts';

export interface EvaluateData {
  readonly unfinished: readonly RunSummary[];
  /** Configuration of the link that was opened; null without a link. */
  readonly shared: Result<HarnessConfig> | null;
  /** Why the quick-start configuration is not there. */
  readonly failure: Failure | null;
}

/** What the Evaluate screen begins with: the draft (quick start at first), interrupted runs, the opened link. */
export async function loadEvaluate({ ports, runs, draft }: Services, link: string | null): Promise<EvaluateData> {
  const summaries = await ports.runs.list();
  // A run that is live in this tab is not interrupted: its own screen has the controls.
  const unfinished = summaries.filter(({ status, runId }) => status === 'unfinished' && runs.find(runId) === null);
  const shared = link === null ? null : (await import('#harness/bundle-link.ts')).parseConfigLink(link);
  if (draft.getState() !== null) return { unfinished, shared, failure: null };
  const config = await readReadyConfig(ports.ownFiles, QUICK_START);
  if (!config.ok) return { unfinished, shared, failure: config.failure };
  draft.replace(config.value);
  return { unfinished, shared, failure: null };
}
