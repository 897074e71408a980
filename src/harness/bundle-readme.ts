import { BUNDLE_FORMAT_VERSION } from '#core/bundle/rows.ts';
import type { FoldedRun } from './to-run-rows.ts';
import { warnOfCanaries } from './warn-of-canaries.ts';

/** `README.md` of a bundle: what it is, how to check it, and what no check can see. */
export function toBundleReadme({ rows, addedScorers, effectiveConfig, createdAt, status }: FoldedRun): string {
  const { config } = rows;
  const { version, commit } = effectiveConfig.harness;
  return `# ${config.name.replaceAll(/\s+/g, ' ')}

${toCanaryText(rows)}A Plumbline bundle, format version ${BUNDLE_FORMAT_VERSION}: one evaluation run with everything needed to check it.

- Run \`${rows.runId}\`, ${status}, started ${createdAt}, by Plumbline ${version}${commit === null ? '' : ` (commit ${commit})`}
- Models: ${config.models.map((model) => `\`${model.modelId.replaceAll('`', "'")}\` (${model.dtype})`).join(', ')}
- Task: \`${config.task.taskId.replaceAll('`', "'")}\` version ${config.task.version}, ${rows.samples.length} samples; ${rows.transcripts.length} trials
${toExtendsText(effectiveConfig)}${toAddedText(addedScorers)}- Configuration hash \`${rows.configHash}\` (equals the SHA-256 of \`config.json\`)
- Design hash \`${rows.designHash}\` (two results are comparable only when it is equal)

## Check the files

    sha256sum -c manifest-sha256.txt

\`manifest.json\` lists the same files with their sizes; its \`rootHash\` is the SHA-256 of the canonical JSON (RFC 8785) of that list.

## Recompute

In a clone of Plumbline:

    npm run verify -- <this bundle>.plumb.zip

checks hashes and schemas, plans the run again from \`config.json\` and \`samples.jsonl\`, renders and tokenises every prompt, derives every
output text from its token ids, scores every output, and recomputes \`report.json\` and \`cost.json\`. Each difference is named with its file and
line. Or drop the bundle on the app: every screen reads it as a run.

## Replicate

    npm run eval -- --config config.json --out mine.plumb.zip

runs the same trials with the same derived random numbers. On a class-A runtime (\`reproducibilityClass\` in \`effective-config.json\`) the files
\`transcripts-*.jsonl\` come out byte for byte equal. \`npm run verify -- <this bundle> --model-dir <folder>\` runs five trials again.

## What stays undetectable without a signature

Everything in here can be recomputed, so a change in one place is found by its neighbours, also when the sums were written anew. What cannot
be found from the bundle alone: token ids and log-probabilities invented together with matching texts, scores and report (only running the trials
again shows that); times, environment, build, graph, determinism check, run id and start; failed attempts left out; a run chosen from several;
samples replaced together with every trial key, when the configuration names its samples by a hash that nobody compares; this README.
There is no signature in this format version: keep the SHA-256 of the bundle, or publish it, where nobody can change it later.

## Files

| File | Content |
|---|---|
| \`config.json\` | the configuration as asked for |
| \`effective-config.json\` | what the runtime was seen to do: build, graph, sampler, decoding, determinism check, control probe, canary of a GPU |
| \`environment.json\` | the machine, coarsely; null where left out |
| \`samples.jsonl\`, \`conditions.jsonl\` | samples; each sample under each condition with its diff |
| \`transcripts-*.jsonl\` | one row per trial in plan order: prompt, token ids, text, log-probabilities, finish reason; no times |
| \`attempts-*.jsonl\`, \`timings-*.jsonl\` | failed attempts; times of the trials |
| \`scores.jsonl\`, \`report.json\`, \`cost.json\` | score of each output; every estimate with its interval; measured cost |
| \`report.html\` | the report to read in any browser: one file without script, made from \`report.json\` |
| \`ro-crate-metadata.json\` | the run described for archives (RO-Crate) |
| \`annotations.jsonl\` | only when people remarked on the run: comments, tags, re-grades, invalidations and objections, each with author, time and reason; scores and report are those without them |
| \`rescoring.json\` | only when scorers were added after the run: which; the configuration stays that of the run |
| \`tokenizer/\` | tokenizer and template files, with which texts are derived from token ids |
`;
}

function toCanaryText(rows: FoldedRun['rows']): string {
  return warnOfCanaries(rows)
    .map((warning) => `> **Warning.** ${warning.replaceAll(/\s+/g, ' ')}\n\n`)
    .join('');
}

function toExtendsText({ extends: extended }: FoldedRun['effectiveConfig']): string {
  if (extended === undefined) return '';
  const { runId, configHash, epochs } = extended;
  return `- Adds epochs to run \`${runId}\` (configuration hash \`${configHash}\`), whose trials are the first ${epochs.baseline} epochs, perturbed ${epochs.perturbed}\n`;
}

function toAddedText(addedScorers: FoldedRun['addedScorers']): string {
  if (addedScorers.length === 0) return '';
  const names = addedScorers.map(({ scorer }) => `\`${scorer.name}\``).join(', ');
  return `- Scorers added after the run: ${names}; \`rescoring.json\` holds their rules, scores and report hold all results\n`;
}
