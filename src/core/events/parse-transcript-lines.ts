import { toFailed, toOk, type Result } from '../errors/result.ts';
import { createAcceptor } from '../model/create-acceptor.ts';
import { TranscriptEvent } from './transcript-event.ts';

/** The events of which there are many. The others come with their keys in the order of the schema, as task files need them. */
const FREQUENT: ReadonlySet<TranscriptEvent['type']> = new Set([
  'group-start',
  'trial-end',
  'trial-error',
  'forced-end',
]);

const accepts = createAcceptor(TranscriptEvent);

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
  if (accepts(value) && FREQUENT.has(value.type)) return value;
  const parsed = TranscriptEvent.safeParse(value);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}
