import type { EventOf } from '#core/events/transcript-event.ts';

/** What a check of a session said, as it stands in the journal. */
export type SessionProof = EventOf<'canary-end' | 'determinism-check-end' | 'control-probe-end'>;
