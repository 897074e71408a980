import { toFailed, toOk, type Result } from '../errors/result.ts';
import { TranscriptEvent } from './transcript-event.ts';

/** Events of journal lines, in order. Fails with `storage-corrupt`, naming the 1-based number of the first bad line. */
export function parseTranscriptLines(lines: readonly string[]): Result<readonly TranscriptEvent[]> {
  const events: TranscriptEvent[] = [];
  for (const [index, line] of lines.entries()) {
    const event = parseLine(line);
    if (typeof event === 'string') {
      return toFailed(
        'storage-corrupt',
        `Line ${index + 1} of the run's journal is damaged, so the run cannot be read. Delete it, or open it from a bundle.`,
        { location: `journal-0000.jsonl:${index + 1}`, detail: event },
      );
    }
    events.push(event);
  }
  return toOk(events);
}

/** The event, or what is wrong with the line. */
function parseLine(line: string): TranscriptEvent | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return String(error);
  }
  const parsed = TranscriptEvent.safeParse(value);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}
