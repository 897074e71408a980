import { toCountText } from '#core/charts/number-text.ts';
import type { RunSummary } from '#harness/ports.ts';

/** A run in a list to choose from. */
export function toRunLabel({ name, createdAt, completedTrials, runId }: RunSummary): string {
  const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(createdAt),
  );
  return `${name} · ${date} · ${toCountText(completedTrials)} trials · ${runId.slice(0, 8)}`;
}
