import type { NamedDemonstration } from '#core/model/few-shot.ts';
import { Sample } from '#core/model/sample.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { Perturbation, Prompt } from '#protocols/perturbation.ts';
import { CAPITALS, DECIMAL, SMALL_LETTERS } from '#protocols/perturbations/tables/enumerations.ts';
import { toEditCount } from '#protocols/perturbations/text/edit-sites.ts';
import { locateOptionList } from '#protocols/perturbations/text/option-list.ts';
import { toMainScript } from '#protocols/perturbations/text/script.ts';
import type { PerturbationParams } from '#core/model/perturbation-params.ts';
import { scriptText } from './script-text.ts';

/** A prompt as a person types it. */
export interface PromptEntry {
  readonly input: string;
  readonly system: string;
  /** One option a line, as the input writes them but for their labels. */
  readonly options: string;
  /** The right answer, a label or a text. */
  readonly target: string;
  /** One text a line that nothing may change. */
  readonly protect: string;
  /** The pool of demonstrations, one a line as `question => answer`; a line break within one is written \n. */
  readonly demonstrations: string;
  /** How many of the pool stand before the question: the first ones. */
  readonly shownCount: number;
}

/** The entry of a prompt, to begin with. */
export function toPromptEntry({ sample, system, demonstrations }: Prompt): PromptEntry {
  return {
    input: sample.input,
    system: system ?? '',
    options: sample.options?.texts.join('\n') ?? '',
    target: sample.options === null ? '' : (sample.target[0] ?? ''),
    protect: sample.protect.join('\n'),
    demonstrations: (demonstrations?.pool ?? [])
      .map(({ input, target }) => `${input.replaceAll('\n', '\\n')} => ${target.replaceAll('\n', '\\n')}`)
      .join('\n'),
    shownCount: demonstrations?.shown.length ?? 2,
  };
}

/** The prompt that an entry stands for, or what is wrong with it. */
export function parsePromptEntry(entry: PromptEntry): Result<Prompt> {
  const texts = toLines(entry.options);
  const draft = {
    sampleId: 'own',
    clusterId: 'own',
    family: 'own',
    input: entry.input,
    target: [entry.target],
    options: texts.length === 0 ? null : { labels: null, texts: [...texts] },
    protect: [...toLines(entry.protect)],
    severityOfError: null,
  };
  const parsed = Sample.safeParse(draft);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return toFailed('task-invalid', issue?.message ?? 'This is no valid sample.', {
      location: issue?.path.join('.') ?? 'input',
    });
  }
  const pool = parseDemonstrations(entry.demonstrations);
  if (!pool.ok) return pool;
  const shown = pool.value.slice(0, Math.max(0, Math.trunc(entry.shownCount) || 0));
  return toOk({
    sample: withFoundLabels(parsed.data),
    system: entry.system === '' ? null : entry.system,
    ...(shown.length === 0 ? {} : { demonstrations: { shown, pool: pool.value, barredIds: [], drawSeed: 'own' } }),
  });
}

const ARROW = ' => ';

function parseDemonstrations(text: string): Result<readonly NamedDemonstration[]> {
  const pool: NamedDemonstration[] = [];
  for (const line of toLines(text)) {
    const [input, target] = line.split(ARROW).map((part) => part.replaceAll('\\n', '\n').trim());
    if (input === undefined || target === undefined || input === '' || target === '')
      return toFailed('task-invalid', `“${line}” is not of the form question => answer.`, {
        location: 'demonstrations',
      });
    pool.push({ demonstrationId: `pool[${pool.length}]`, input, target });
  }
  return toOk(pool);
}

function toLines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The sample with the labels under which its options stand in the input, of the usual ones; without labels where there are none. */
function withFoundLabels(sample: Sample): Sample {
  const { options } = sample;
  if (options === null) return sample;
  for (const names of [CAPITALS, DECIMAL, SMALL_LETTERS]) {
    const labelled: Sample = { ...sample, options: { ...options, labels: names.slice(0, options.texts.length) } };
    if (labelled.options?.labels?.length === options.texts.length && locateOptionList(labelled) !== null)
      return labelled;
  }
  return sample;
}

/** How many units a perturbation could change and does; null for one that changes a text as a whole. */
export function toUnitCounts(
  perturbation: Perturbation,
  prompt: Prompt,
  params: PerturbationParams,
  variant: number,
): { readonly eligible: number; readonly changed: number } | null {
  const groups = perturbation.toSiteGroups?.(prompt, params, variant) ?? null;
  const intensity = params['intensity'];
  if (groups === null || typeof intensity !== 'number') return null;
  return {
    eligible: groups.reduce((sum, { sites }) => sum + sites.length, 0),
    changed: groups.reduce((sum, { sites, share }) => sum + toEditCount(sites.length, intensity * share), 0),
  };
}

/** Why a perturbation left a prompt as it is, as far as that can be said. */
export function toNoopReason(
  perturbation: Perturbation,
  prompt: Prompt,
  counts: { readonly eligible: number; readonly changed: number } | null,
): string {
  const { id, scripts, dimension } = perturbation;
  const script = toMainScript(prompt.sample.input);
  if (scripts !== 'all' && script !== null && !scripts.includes(script))
    return `It acts on ${scripts.map((named) => scriptText[named].name).join(', ')}; most words of this input are in ${scriptText[script].name}.`;
  if (counts !== null && counts.eligible > 0)
    return `The intensity times ${counts.eligible} eligible ${counts.eligible === 1 ? 'unit' : 'units'} rounds to none.`;
  if (counts !== null) return 'The input has no unit that it could change.';
  if (id.startsWith('fewshot_') && (prompt.demonstrations?.pool.length ?? 0) < 2)
    return 'Enter demonstrations: the task shows none.';
  if (dimension === 'option-order' && locateOptionList(prompt.sample) === null)
    return 'Enter the answer options; they must stand in the input in the same order.';
  return 'Nothing in the prompt is what it changes, or this variant is what stands there already.';
}
