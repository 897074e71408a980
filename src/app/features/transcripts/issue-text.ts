import { outcomeText } from '#app/ui/outcome-mark.tsx';
import { toConditionText } from '#core/charts/condition-label.ts';
import type { TranscriptItem } from './transcript-items.ts';

/** A trial as Markdown that somebody else can act on: what was sent, what came, how it was judged, and which run it is of. */
export function toIssueText({ row, scores, outcome }: TranscriptItem, configHash: string, address: string): string {
  const judged = scores.map(
    ({ scorer, answer, success }) =>
      `- ${scorer}: ${success === 1 ? 'success' : 'no success'}, answer ${answer === null ? 'not found' : toCode(answer)}`,
  );
  return [
    `### ${row.sampleId}, ${toConditionText(row.conditionId)}, epoch ${String(row.epoch)}: ${outcomeText[outcome]}`,
    '',
    `Model ${toCode(row.model)}, configuration ${toCode(configHash)}, trial ${toCode(row.trialKey)}`,
    address,
    '',
    'Prompt, exactly as sent:',
    toBlock(row.prompt),
    '',
    row.outputText === null ? `No output: ${row.failureCode ?? 'failed'}` : 'Output:',
    ...(row.outputText === null ? [] : [toBlock(row.outputText)]),
    '',
    ...judged,
    '',
  ].join('\n');
}

/** Fenced with more backticks than the text has in a row, so that nothing in it ends the block. */
function toBlock(text: string): string {
  const fence = '`'.repeat(Math.max(3, toLongestRun(text) + 1));
  return `${fence}text\n${text}\n${fence}`;
}

function toCode(text: string): string {
  const fence = '`'.repeat(toLongestRun(text) + 1);
  return `${fence}${text.replaceAll(/\s+/gu, ' ')}${fence}`;
}

function toLongestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/gu) ?? []).map(({ length }) => length));
}
