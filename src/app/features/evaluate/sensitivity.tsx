import { Loading } from '#app/ui/loading.tsx';
import { Panel } from '#app/ui/panel.tsx';
import type { Result } from '#core/errors/result.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';
import { lazy, Suspense, useState, type JSX } from 'react';
import { Button } from '#app/ui/button.tsx';

const SensitivityPlan = lazy(async () => ({ default: (await import('./sensitivity-plan.tsx')).SensitivityPlan }));

/** What the design can see before it is run; the numbers are worked out when somebody asks. */
export function Sensitivity({ checked }: { readonly checked: Result<HarnessConfig> }): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Panel
      title="Sensitivity"
      lead="Which difference this design can find, how many samples a difference needs, and how narrow the interval can get."
      actions={
        <Button
          aria-expanded={isOpen}
          onPress={() => {
            setIsOpen(!isOpen);
          }}
        >
          {isOpen ? 'Close' : 'Work it out'}
        </Button>
      }
    >
      {isOpen ? (
        <Suspense fallback={<Loading label="Loading…" />}>
          {checked.ok ? <SensitivityPlan config={checked.value} /> : <p>It needs a valid configuration.</p>}
        </Suspense>
      ) : null}
    </Panel>
  );
}
