import { Notice } from '#app/ui/notice.tsx';
import { PassageChange } from '#app/ui/passage-change.tsx';
import { PromptDiff } from '#app/ui/prompt-diff.tsx';
import { diffPrompt } from '#protocols/diff-prompt.ts';
import { isSamePrompt } from '#protocols/is-same-prompt.ts';
import type { Perturbation, Prompt } from '#protocols/perturbation.ts';
import { toMainScript } from '#protocols/perturbations/text/script.ts';
import { toProtectedSpans } from '#protocols/protected-spans.ts';
import { toPerturbedPrompt } from '#protocols/to-perturbed-prompt.ts';
import { useMemo, type JSX } from 'react';
import { DemonstrationChange } from './demonstration-change.tsx';
import { toDrawProblem, type DrawEntry } from './draw-fields.tsx';
import { EditTable } from './edit-table.tsx';
import styles from './perturbation-page.module.css';
import { scriptText } from './script-text.ts';
import { parsePromptEntry, toNoopReason, toUnitCounts, type PromptEntry } from './try-prompt.ts';

export interface LiveResultProps {
  readonly perturbation: Perturbation;
  readonly entry: PromptEntry;
  readonly draw: DrawEntry;
}

/** What the perturbation makes of the prompt, or why it makes nothing of it. */
export function LiveResult({ perturbation, entry, draw }: LiveResultProps): JSX.Element {
  const prompt = useMemo(() => parsePromptEntry(entry), [entry]);
  const problem = prompt.ok
    ? toDrawProblem(perturbation, draw)
    : `${prompt.failure.location ?? 'input'}: ${prompt.failure.message}`;
  if (!prompt.ok || problem !== null)
    return (
      <div className={styles['result']}>
        <Notice tone="caution" title="This cannot be perturbed" role="status">
          <p>{problem}</p>
        </Notice>
      </div>
    );
  return <Perturbed perturbation={perturbation} original={prompt.value} draw={draw} />;
}

interface PerturbedProps {
  readonly perturbation: Perturbation;
  readonly original: Prompt;
  readonly draw: DrawEntry;
}

function Perturbed({ perturbation, original, draw }: PerturbedProps): JSX.Element {
  const perturbed = useMemo(() => toPerturbedPrompt(perturbation, original, draw), [perturbation, original, draw]);
  const edits = useMemo(() => diffPrompt(original, perturbed), [original, perturbed]);
  const script = toMainScript(original.sample.input);
  const lang = script === null ? undefined : scriptText[script].lang;
  const counts = toUnitCounts(perturbation, original, draw.params, draw.variant);
  const isNoop = isSamePrompt(original, perturbed);
  const { options } = perturbed.sample;
  return (
    <div className={styles['result']}>
      <p role="status" className={styles['state']}>
        {isNoop ? (
          <>
            <strong>Noop: the prompt stays as it is.</strong> {toNoopReason(perturbation, original, counts)}
          </>
        ) : (
          <>
            <strong>{toEditsText(edits.length)}</strong>
            {counts === null ? '' : ` ${counts.changed} of ${counts.eligible} eligible units changed.`}
          </>
        )}
      </p>
      {isNoop ? null : (
        <>
          <PromptDiff
            original={{ input: original.sample.input, system: original.system }}
            edits={edits}
            isNoop={false}
            lang={lang}
          />
          <figure>
            <figcaption className={styles['about']}>
              Afterwards{perturbed.system === original.system ? '' : ', input'}
            </figcaption>
            <pre className={styles['after']} dir="auto" lang={lang}>
              {perturbed.sample.input}
            </pre>
          </figure>
          <PassageChange original={original.sample.passages} gold={perturbed.sample.passages?.gold} />
          <DemonstrationChange original={original} perturbed={perturbed} />
          {options === null || options === original.sample.options ? null : (
            <p className={styles['about']}>
              Options afterwards:{' '}
              {options.texts.map((text, index) => `${options.labels?.[index] ?? '–'} = ${text}`).join(', ')}; right
              answer: {perturbed.sample.target.join(' or ')}
            </p>
          )}
          {edits.length === 0 ? null : <EditTable original={original} edits={edits} />}
        </>
      )}
      <ProtectedTexts perturbation={perturbation} prompt={original} />
    </div>
  );
}

function toEditsText(count: number): string {
  if (count === 0) return 'What stands before the question changed.';
  return count === 1 ? 'One edit.' : `${count} edits.`;
}

/** Texts shown of those that are kept. */
const MAX_KEPT = 24;

function ProtectedTexts({
  perturbation,
  prompt: { sample },
}: {
  readonly perturbation: Perturbation;
  readonly prompt: Prompt;
}): JSX.Element | null {
  const spans = toProtectedSpans(sample, perturbation.keeps);
  const texts = [...new Set(spans.map(([start, end]) => sample.input.slice(start, end)))];
  if (texts.length === 0) return null;
  return (
    <p className={styles['about']}>
      Kept here:{' '}
      {texts.slice(0, MAX_KEPT).map((text, index) => (
        <span key={text}>
          {index === 0 ? '' : ', '}
          <bdi className={styles['kept']}>{text}</bdi>
        </span>
      ))}
      {texts.length > MAX_KEPT ? ` and ${texts.length - MAX_KEPT} more` : ''}
    </p>
  );
}
