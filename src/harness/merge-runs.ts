import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { EventOf, TranscriptEvent } from '#core/events/transcript-event.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { planRun } from './plan-run.ts';

/** Hexadecimal digits of a merged run's id. */
const ID_DIGITS = 32;

/**
 * One journal out of those of several machines that each ran a part of one configuration. Trial keys do not depend on the machine, and the
 * fold of a journal not on the order of its events, so the merged run has the transcripts, scores and report of a run on one machine; only
 * times and load reports differ. Its id follows from the ids of the parts. Pure.
 *
 * Fails with `bundle-invalid` when the parts are not of one configuration and build, when a trial has a result in two of them, when the rendered
 * prompt of a group differs, or when the number of epochs was decided on the way (precision target).
 * @param parts journals, each beginning with its `run-start`; at least one.
 */
export function mergeRuns(parts: readonly (readonly TranscriptEvent[])[]): Result<readonly TranscriptEvent[]> {
  const starts = parts.flatMap(([first]) => (first?.type === 'run-start' ? [first] : []));
  const [start] = starts;
  if (start === undefined || starts.length !== parts.length)
    return toFailed('bundle-invalid', 'A part of the run does not begin with a configuration.');
  for (const [index, other] of starts.entries()) {
    const problem = findUnlike(start, other);
    if (problem !== null)
      return toFailed('bundle-invalid', `Part ${index + 1} cannot be merged with part 1: ${problem}.`, {
        location: other.runId,
      });
  }
  const kept = keepOnce(parts.flatMap((part) => part.slice(1)));
  if (!kept.ok) return kept;
  const plan = planRun(start.config, start.samples);
  if (!plan.ok) return plan;
  const settled = kept.value.filter((event) => toSettledKey(event) !== null).length;
  const ids = starts.map(({ runId }) => runId).toSorted();
  const runStart: EventOf<'run-start'> = {
    ...start,
    runId: sha256Hex(toCanonicalJson(ids)).slice(0, ID_DIGITS),
    createdAt: starts.map(({ createdAt }) => createdAt).toSorted()[0] ?? start.createdAt,
  };
  const end: TranscriptEvent = { type: 'run-end', at: runStart.createdAt, status: 'completed' };
  return toOk([runStart, ...kept.value, ...(settled === plan.value.trialCount ? [end] : [])]);
}

/** Why two runs are not parts of one, or null. */
function findUnlike(a: EventOf<'run-start'>, b: EventOf<'run-start'>): string | null {
  if (a.configHash !== b.configHash) return 'it has another configuration';
  if (toCanonicalJson(a.samples) !== toCanonicalJson(b.samples)) return 'it has other samples';
  if (a.build.buildSha256 !== b.build.buildSha256) return 'another build of Plumbline made it';
  return a.config.protocol.precision === undefined
    ? null
    : 'with a precision target the number of epochs follows from all trials together, so no part can be run alone';
}

/** Events of the parts one after the other, what speaks of a model or a prompt once, and no trial with two results. */
function keepOnce(events: readonly TranscriptEvent[]): Result<readonly TranscriptEvent[]> {
  const seen = new Set<string>();
  const promptByGroup = new Map<number, string>();
  const settled = new Set<string>();
  const kept: TranscriptEvent[] = [];
  for (const event of events) {
    if (event.type === 'run-start' || event.type === 'run-pause' || event.type === 'run-resume') continue;
    if (event.type === 'run-end') continue;
    const settledKey = toSettledKey(event);
    if (event.type === 'group-start') {
      const prompt = toCanonicalJson([event.prompt, event.promptTokenIds]);
      const known = promptByGroup.get(event.groupIndex);
      if (known !== undefined && known !== prompt)
        return toFailed(
          'bundle-invalid',
          `The prompt of sample "${event.sampleId}" under "${event.conditionId}" differs between the parts.`,
        );
      if (known !== undefined) continue;
      promptByGroup.set(event.groupIndex, prompt);
    } else if (settledKey !== null) {
      if (settled.has(settledKey))
        return toFailed(
          'bundle-invalid',
          `Trial ${settledKey} has a result in two parts: give each part other trials.`,
          {
            location: settledKey,
          },
        );
      settled.add(settledKey);
    } else if (event.type !== 'trial-error') {
      const key = toOnceKey(event);
      if (seen.has(key)) continue;
      seen.add(key);
    }
    kept.push(event);
  }
  return toOk(kept);
}

/** Names what a merged journal says once: load report and tokenizer of a session, each result of a check, and each added scorer. */
function toOnceKey(event: TranscriptEvent): string {
  if (event.type === 'model-load-end') return toCanonicalJson([event.type, event.model, event.conditionId ?? null]);
  return toCanonicalJson(event.type === 'tokenizer-files' ? [event.type, event.model] : event);
}

/** Key of the trial that an event gives its final result, or null. */
function toSettledKey(event: TranscriptEvent): string | null {
  return event.type === 'trial-end' || (event.type === 'trial-error' && event.final) ? event.trialKey : null;
}
