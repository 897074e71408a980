import { SelectField } from '#app/ui/field.tsx';
import { Panel } from '#app/ui/panel.tsx';
import type { PerturbationParams } from '#core/model/perturbation-params.ts';
import { EXAMPLE_PROMPTS } from '#protocols/example-prompts.ts';
import type { Perturbation, Prompt } from '#protocols/perturbation.ts';
import { SCRIPTS } from '#protocols/perturbations/text/script.ts';
import { toScriptBehaviours } from '#protocols/to-script-behaviour.ts';
import { useDeferredValue, useMemo, useState, type JSX } from 'react';
import { DrawFields, type DrawEntry } from './draw-fields.tsx';
import { LiveResult } from './live-result.tsx';
import styles from './perturbation-page.module.css';
import { PromptFields } from './prompt-fields.tsx';
import { scriptText } from './script-text.ts';
import { toPromptEntry, type PromptEntry } from './try-prompt.ts';
import { UseInConfig } from './use-in-config.tsx';

interface NamedExample {
  readonly label: string;
  readonly prompt: Prompt;
}

const EXAMPLES: readonly NamedExample[] = SCRIPTS.flatMap((script) =>
  EXAMPLE_PROMPTS[script].map((prompt, index) => ({ label: `${scriptText[script].language} ${index + 1}`, prompt })),
);

/** The perturbation on the reader's own prompt, as a run would ask it, with everything that it depends on in reach. */
export function LivePerturbation({ perturbation }: { readonly perturbation: Perturbation }): JSX.Element {
  const first = useMemo(() => toFirst(perturbation), [perturbation]);
  const [example, setExample] = useState(first.example);
  const [entry, setEntry] = useState(() => toEntryOf(first.example));
  const [draw, setDraw] = useState<DrawEntry>(() => ({ params: first.params, variant: first.variant, masterSeed: 1 }));
  const shown = useDeferredValue(entry);
  return (
    <Panel
      title="Try it on your own text"
      lead="The same code as in a run: change the text, the parameters, the variant or the seed and see what would be asked. Nothing leaves this page."
      actions={<UseInConfig perturbation={perturbation} draw={draw} />}
    >
      <div className={styles['live']}>
        <div className={styles['entry']}>
          <SelectField
            label="Begin with an example"
            value={String(example)}
            options={EXAMPLES.map(({ label }, index) => ({ value: String(index), label }))}
            onChange={(value) => {
              const index = Number(value);
              setExample(index);
              setEntry(toEntryOf(index));
            }}
          />
          <PromptFields
            entry={entry}
            isOpen={perturbation.dimension === 'option-order' || perturbation.dimension === 'template'}
            onChange={setEntry}
          />
          <DrawFields perturbation={perturbation} draw={draw} onChange={setDraw} />
        </div>
        <LiveResult perturbation={perturbation} entry={shown} draw={draw} />
      </div>
    </Panel>
  );
}

const EMPTY: PromptEntry = {
  input: '',
  system: '',
  options: '',
  target: '',
  protect: '',
  demonstrations: '',
  shownCount: 2,
};

function toEntryOf(index: number): PromptEntry {
  const example = EXAMPLES[index];
  return example === undefined ? EMPTY : toPromptEntry(example.prompt);
}

/** An example on which the perturbation acts, and with what. */
function toFirst(perturbation: Perturbation): {
  readonly example: number;
  readonly params: PerturbationParams;
  readonly variant: number;
} {
  const acting = toScriptBehaviours(perturbation).find((behaviour) => behaviour.example !== null)?.example ?? null;
  return {
    example: Math.max(
      EXAMPLES.findIndex(({ prompt }) => prompt === acting?.original),
      0,
    ),
    params: acting?.params ?? perturbation.defaultParams,
    variant: acting?.variant ?? 0,
  };
}
