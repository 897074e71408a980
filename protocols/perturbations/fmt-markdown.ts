import type { Sample } from '#core/model/sample.ts';
import { withInput } from '../edit-unprotected.ts';
import { definePerturbation } from '../perturbation.ts';
import { EVERY_PROTECTED, toProtectedSpans } from '../protected-spans.ts';
import { toFieldHeads } from './text/field-heads.ts';
import { NoParams } from './text/whole-text-edit.ts';

interface Section {
  readonly name: string;
  readonly body: string;
}

/** How sections are written, and after them the name of a field without text that asks for the output. */
const STYLES: readonly ((sections: readonly Section[], cue: string | null) => string)[] = [
  (sections, cue) =>
    [...sections.map(({ name, body }) => `## ${name}\n${body}`), ...(cue === null ? [] : [`## ${cue}`])].join('\n\n'),
  (sections, cue) =>
    [...sections.map(({ name, body }) => `**${name}:** ${body}`), ...(cue === null ? [] : [`**${cue}:**`])].join('\n'),
  (sections, cue) =>
    [
      ...sections.map(({ name, body }) => `<${toTag(name)}>${body}</${toTag(name)}>`),
      ...(cue === null ? [] : [`<${toTag(cue)}>`]),
    ].join('\n'),
  (sections, cue) =>
    JSON.stringify(Object.fromEntries(sections.map(({ name, body }) => [name, body])), null, 2) +
    (cue === null ? '' : `\n${cue}:`),
];

function toTag(name: string): string {
  return name.toLowerCase().replaceAll(' ', '_');
}

export const fmtMarkdown = definePerturbation({
  id: 'fmt_markdown',
  version: 1,
  title: 'Markup of fields',
  description: 'Writes fields as headings, bold names, XML tags or JSON.',
  definition:
    "Writes the fields of an input as Markdown headings (variant 0), bold names (1), XML tags (2) or a JSON object (3). A last field without text asks for the output and stays last. Acts on inputs that are fields from the first line on, each name once; and only if every protected text comes through, which JSON's escapes can prevent.",
  class: 'P',
  dimension: 'template',
  source: 'METRICS §10.1 fmt_markdown; He et al. 2024, Does Prompt Formatting Have Any Impact, arXiv:2411.10541',
  scripts: 'all',
  params: NoParams,
  defaultParams: {},
  variantCount: STYLES.length,
  apply: (prompt, _params, variant) => {
    const { sample } = prompt;
    const sections = toSections(sample);
    if (sections === null) return prompt;
    const last = sections.at(-1);
    const cue = last?.body === '' ? last.name : null;
    const written = STYLES[variant % STYLES.length]?.(cue === null ? sections : sections.slice(0, -1), cue) ?? '';
    return keepsProtected(sample, written) ? withInput(prompt, written) : prompt;
  },
});

function toSections(sample: Sample): readonly Section[] | null {
  const { input } = sample;
  const heads = toFieldHeads(sample);
  const sections = heads.map(({ descriptor, separator }, index) => ({
    name: input.slice(...descriptor),
    body: input.slice(separator[1], heads[index + 1]?.descriptor[0]).trim(),
  }));
  const isWhole = heads[0]?.descriptor[0] === 0 && sections.slice(0, -1).every(({ body }) => body !== '');
  return isWhole &&
    new Set(sections.map(({ name }) => toTag(name))).size === sections.length &&
    sections[0]?.body !== ''
    ? sections
    : null;
}

function keepsProtected(sample: Sample, written: string): boolean {
  let from = 0;
  return toProtectedSpans(sample, EVERY_PROTECTED).every(([start, end]) => {
    const text = sample.input.slice(start, end);
    const at = written.indexOf(text, from);
    from = at + text.length;
    return at !== -1;
  });
}
