import { diffWordsWithSpace } from 'diff';
import type { DiffEdit } from '#core/model/trial.ts';
import type { Prompt } from './perturbation.ts';

/** Edit distance in words past which a text is reported as one edit, so that the cost stays bounded. */
const MAX_EDITS = 2000;

/**
 * What a perturbation changed, first in the system message, then in the input. Edits are in order and apart; offsets are
 * UTF-16 units of the original. Words that changed are narrowed to the characters that did. A system message that is dropped is one
 * edit that takes all of it away; none is ever added.
 */
export function diffPrompt(original: Prompt, perturbed: Prompt): DiffEdit[] {
  const system = original.system === null ? [] : diffText('system', original.system, perturbed.system ?? '');
  return [...system, ...diffText('input', original.sample.input, perturbed.sample.input)];
}

function diffText(field: DiffEdit['field'], original: string, perturbed: string): readonly DiffEdit[] {
  if (original === perturbed) return [];
  const changes = diffWordsWithSpace(original, perturbed, { maxEditLength: MAX_EDITS });
  if (changes === undefined)
    return [narrow({ field, start: 0, end: original.length, replacement: perturbed }, original)];
  const edits: DiffEdit[] = [];
  let offset = 0;
  let open: { start: number; replacement: string } | null = null;
  const close = (): void => {
    if (open !== null)
      edits.push(narrow({ field, start: open.start, end: offset, replacement: open.replacement }, original));
    open = null;
  };
  for (const { added, removed, value } of changes) {
    if (!added && !removed) close();
    else open ??= { start: offset, replacement: '' };
    if (added && open !== null) open.replacement += value;
    if (!added) offset += value.length;
  }
  close();
  return edits;
}

/** The edit without what both sides begin and end with; never cuts a surrogate pair. */
function narrow(edit: DiffEdit, original: string): DiffEdit {
  const removed = Array.from(original.slice(edit.start, edit.end));
  const added = Array.from(edit.replacement);
  let head = 0;
  while (head < Math.min(removed.length, added.length) && removed[head] === added[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(removed.length, added.length) - head && removed.at(-1 - tail) === added.at(-1 - tail))
    tail += 1;
  const start = edit.start + removed.slice(0, head).join('').length;
  const end = edit.end - removed.slice(removed.length - tail).join('').length;
  return { field: edit.field, start, end, replacement: added.slice(head, added.length - tail).join('') };
}
