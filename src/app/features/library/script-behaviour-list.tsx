import { PassageChange } from '#app/ui/passage-change.tsx';
import { PromptDiff } from '#app/ui/prompt-diff.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { diffPrompt } from '#protocols/diff-prompt.ts';
import type { Perturbation } from '#protocols/perturbation.ts';
import { toScriptBehaviours, type ScriptBehaviour } from '#protocols/to-script-behaviour.ts';
import { useMemo, type JSX } from 'react';
import { DemonstrationChange } from './demonstration-change.tsx';
import styles from './perturbation-page.module.css';
import { scriptText } from './script-text.ts';

/** Each script with what the perturbation does there, shown on an example. */
export function ScriptBehaviourList({ perturbation }: { readonly perturbation: Perturbation }): JSX.Element {
  const behaviours = useMemo(() => toScriptBehaviours(perturbation), [perturbation]);
  return (
    <ul className={styles['scripts']}>
      {behaviours.map((behaviour) => (
        <li key={behaviour.script} className={styles['script']}>
          <h3 className={styles['scriptName']}>
            {scriptText[behaviour.script].name}{' '}
            <Tag tone={behaviour.isNamed ? 'accent' : 'plain'}>{behaviour.isNamed ? 'acts' : 'noop'}</Tag>
          </h3>
          <Behaviour behaviour={behaviour} />
        </li>
      ))}
    </ul>
  );
}

function Behaviour({ behaviour }: { readonly behaviour: ScriptBehaviour }): JSX.Element {
  const { script, isNamed, note, example } = behaviour;
  const { lang, language } = scriptText[script];
  const how = example === null ? [] : toHow(example);
  return (
    <>
      {note === null ? null : <p className={styles['about']}>{note}</p>}
      {example === null ? (
        <p className={styles['about']}>
          {isNamed
            ? 'It acts with data of your own; try it above.'
            : `Words in ${language} stay as they are; of a prompt without others no trial is made.`}
        </p>
      ) : (
        <>
          <PromptDiff
            original={{ input: example.original.sample.input, system: example.original.system }}
            edits={diffPrompt(example.original, example.perturbed)}
            isNoop={false}
            lang={lang}
          />
          <PassageChange original={example.original.sample.passages} gold={example.perturbed.sample.passages?.gold} />
          <DemonstrationChange original={example.original} perturbed={example.perturbed} />
          {how.length === 0 ? null : <p className={styles['meta']}>{how.join(', ')}</p>}
        </>
      )}
    </>
  );
}

/** The variant and the intensity of an example, where they are not plain. */
function toHow({ variant, params }: NonNullable<ScriptBehaviour['example']>): readonly string[] {
  const strength = params['intensity'];
  return [
    ...(variant === 0 ? [] : [`variant ${variant}`]),
    ...(typeof strength === 'number' ? [`intensity ${strength}`] : []),
  ];
}
