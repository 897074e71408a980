import type { NamedDemonstration } from '#core/model/few-shot.ts';
import type { Prompt } from '#protocols/perturbation.ts';
import type { JSX } from 'react';
import styles from './perturbation-page.module.css';

export interface DemonstrationChangeProps {
  readonly original: Prompt;
  readonly perturbed: Prompt;
}

/** The demonstrations before and after, where a perturbation changed them. */
export function DemonstrationChange({ original, perturbed }: DemonstrationChangeProps): JSX.Element | null {
  const [before, after] = [original.demonstrations, perturbed.demonstrations];
  if (before === after) return null;
  return (
    <div className={styles['pair']}>
      <ShownList label="Demonstrations before" shown={before?.shown ?? []} />
      <ShownList label="Demonstrations after" shown={after?.shown ?? []} />
    </div>
  );
}

interface ShownListProps {
  readonly label: string;
  readonly shown: readonly NamedDemonstration[];
}

function ShownList({ label, shown }: ShownListProps): JSX.Element {
  return (
    <figure>
      <figcaption className={styles['about']}>{label}</figcaption>
      <ol className={styles['shown']}>
        {shown.map(({ demonstrationId, input, target }) => (
          <li key={demonstrationId}>
            <code>{demonstrationId}</code> <bdi>{input}</bdi> → <bdi>{target}</bdi>
          </li>
        ))}
      </ol>
    </figure>
  );
}
