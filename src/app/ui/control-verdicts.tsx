import type { ControlProbe } from '#core/model/control-probe.ts';
import { judgeControls } from '#core/model/judge-controls.ts';
import type { JSX } from 'react';
import { controlNames, toControlsText } from './check-texts.ts';
import styles from './control-verdicts.module.css';

const verdictText = { obeyed: 'obeyed', ignored: 'ignored', unseen: 'cannot be told' } as const;

/** Whether the runtime obeys the decoding controls: a line, and behind it what was seen of each. */
export function ControlVerdicts({ probe }: { readonly probe: ControlProbe }): JSX.Element {
  const verdicts = judgeControls(probe);
  return (
    <details>
      <summary>{toControlsText(verdicts)}</summary>
      <ul className={styles['list']}>
        {verdicts.map(({ control, verdict, evidence }) => (
          <li key={control}>
            <strong>{controlNames[control]}</strong>: {verdictText[verdict]}, {evidence}
          </li>
        ))}
      </ul>
    </details>
  );
}
