import { Panel } from '#app/ui/panel.tsx';
import type { JSX } from 'react';
import { AbstentionFields } from './abstention-fields.tsx';
import { ConfidenceFields } from './confidence-fields.tsx';
import type { FormPartProps } from './config-form.tsx';
import { SeverityFields } from './severity-fields.tsx';

/** Confidence, abstention and severity: what is asked and judged beyond right and wrong. */
export function JudgementPanels(part: FormPartProps): JSX.Element {
  return (
    <>
      <Panel
        title="Confidence"
        lead="How sure the model says that it is of its own answers. The answers themselves stay what they are without these questions."
      >
        <ConfidenceFields {...part} />
      </Panel>
      <Panel title="Abstention" lead="How the model says that it does not answer.">
        <AbstentionFields {...part} />
      </Panel>
      <Panel
        title="Severity"
        lead="How bad failures are. The scale is fixed before the run and part of the experiment."
      >
        <SeverityFields {...part} />
      </Panel>
    </>
  );
}
