import { toOk, type Result } from '#core/errors/result.ts';
import type { EventOf, TranscriptEvent } from '#core/events/transcript-event.ts';
import type { Journal, Ports } from './ports.ts';

/** The journal of one run as the driver writes it: nothing reaches the disk before `open`. */
export interface JournalLog {
  /** Events of earlier sessions; empty for a new run. */
  readonly earlier: readonly TranscriptEvent[];
  /** When the run was created, ISO 8601. */
  readonly createdAt: string;
  isOpen(): boolean;
  /** Creates the journal of a new run with its first line; does nothing when it is open. */
  open(): Promise<Result<null>>;
  append(events: readonly TranscriptEvent[]): Promise<Result<null>>;
  close(): Promise<void>;
}

/** A log for a new run (`journal` null, opened later), or for one continued from its open journal. */
export function createJournalLog(
  ports: Ports,
  runId: string,
  runStart: EventOf<'run-start'>,
  journal: Journal | null,
): JournalLog {
  let writer = journal;
  return {
    earlier: journal?.events ?? [],
    createdAt: runStart.createdAt,
    isOpen: () => writer !== null,
    open: async () => {
      if (writer !== null) return toOk(null);
      const opened = await ports.transcripts.open(runId);
      if (!opened.ok) return opened;
      writer = opened.value;
      return writer.append([runStart]);
    },
    append: async (events) => writer?.append(events) ?? toOk(null),
    close: async () => {
      await writer?.[Symbol.asyncDispose]();
    },
  };
}
