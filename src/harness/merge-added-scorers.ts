import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { EventOf, TranscriptEvent } from '#core/events/transcript-event.ts';

/**
 * The scorers that were added to `opened` and not to `stored`, two journals of one run, as events for the end of `stored`. Fails with `bundle-invalid` when
 * both have a scorer of one name with different rules.
 */
export function mergeAddedScorers(
  stored: readonly TranscriptEvent[],
  opened: readonly TranscriptEvent[],
): Result<readonly EventOf<'scorer-add'>[]> {
  const rulesByName = new Map(toAdds(stored).map(({ scorer }) => [scorer.name, toCanonicalJson(scorer)]));
  const missing: EventOf<'scorer-add'>[] = [];
  for (const add of toAdds(opened)) {
    const rules = rulesByName.get(add.scorer.name);
    if (rules === undefined) missing.push(add);
    else if (rules !== toCanonicalJson(add.scorer)) {
      return toFailed(
        'bundle-invalid',
        `The run is stored here with another scorer "${add.scorer.name}" added to it. Delete that run under Runs, then open the bundle again.`,
        { location: 'rescoring.json' },
      );
    }
  }
  return toOk(missing);
}

function toAdds(events: readonly TranscriptEvent[]): readonly EventOf<'scorer-add'>[] {
  return events.filter((event) => event.type === 'scorer-add');
}
