import { toFileList, type FolderFiles } from '../export/model-folder.ts';
import { toJsonText } from './json-text.ts';
import type { Measurements } from './measurements.ts';
import { toDisclosure } from './to-disclosure.ts';
import { toModelCard } from './to-model-card.ts';

/** `disclosure.json` and `MODEL_CARD.md` from the folder's other files; `listed` are those that the disclosure hashes. */
export function toDocuments(measurements: Measurements, listed: FolderFiles): Readonly<Record<string, string>> {
  const disclosure = toDisclosure({
    record: measurements.record,
    evaluation: measurements.evaluation,
    files: toFileList(listed),
    chatTemplate: toText(listed['chat_template.jinja']),
  });
  return {
    'disclosure.json': toJsonText(disclosure),
    'MODEL_CARD.md': toModelCard({ ...measurements, disclosure }),
  };
}

function toText(content: FolderFiles[string] | undefined): string {
  if (content === undefined) throw new Error('the folder has no chat_template.jinja');
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
