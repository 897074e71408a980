import { Facts, type Fact } from '#app/ui/facts.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toNumberText } from '#core/charts/number-text.ts';
import type { Elicited, ElicitedPTrue, ElicitedVerbalized } from '#core/model/elicited.ts';
import type { JSX } from 'react';
import { toOptionFacts } from './option-facts.ts';
import styles from './trial-detail.module.css';

/** What the model said of its own answer, question by question. */
export function ElicitedPanel({ elicited: { pTrue, verbalized } }: { readonly elicited: Elicited }): JSX.Element {
  return (
    <Panel
      title="Asked about its answer"
      lead="In the same conversation, behind the answer. Nothing is drawn, and no score depends on it."
    >
      {pTrue === undefined ? null : (
        <>
          <Facts
            facts={[
              { label: 'Right, it says (p_true)', value: toValueText(pTrue) },
              ...toOptionFacts(pTrue.options ?? []).map(({ label, value }): Fact => ({
                label: `Verdict ${label}`,
                value,
              })),
            ]}
          />
          <Question prompt={pTrue.prompt} />
        </>
      )}
      {verbalized === undefined ? null : (
        <>
          <Facts
            facts={[
              { label: 'Its number (verbalized)', value: toValueText(verbalized) },
              { label: 'Reply', value: verbalized.outputText ?? '–' },
            ]}
          />
          <Question prompt={verbalized.prompt} />
        </>
      )}
    </Panel>
  );
}

function Question({ prompt }: { readonly prompt: string | null }): JSX.Element | null {
  if (prompt === null) return null;
  return (
    <details>
      <summary>Question, exactly as sent</summary>
      <pre className={styles['text']}>{prompt}</pre>
    </details>
  );
}

function toValueText({ value, failureCode }: ElicitedPTrue | ElicitedVerbalized): string {
  if (value !== null) return toNumberText(value, 'proportion');
  if (failureCode === null) return 'none: the reply is no number from 0 to 100';
  return failureCode === 'context-overflow'
    ? 'none: the question did not fit into the context'
    : `none: it could not be asked (${failureCode})`;
}
