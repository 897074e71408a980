import { toCanaryText, toCheckText } from '#app/ui/check-texts.ts';
import { ControlVerdicts } from '#app/ui/control-verdicts.tsx';
import { Facts, type Fact } from '#app/ui/facts.tsx';
import { Panel } from '#app/ui/panel.tsx';
import type { SessionProof } from '#harness/session-proof.ts';
import type { RunState } from '#harness/run-state.ts';
import type { JSX } from 'react';

/** What the checks of the sessions said, the newest of each kind; nothing before the first. */
export function SessionProofs({ proofs, config }: Pick<RunState, 'proofs' | 'config'>): JSX.Element | null {
  if (proofs.length === 0) return null;
  const newest = new Map<string, Fact>();
  for (const proof of proofs) {
    const place = [
      ...(config.models.length === 1 ? [] : [proof.model]),
      ...(proof.type === 'canary-end' && proof.conditionId !== undefined ? [proof.conditionId] : []),
    ].join(', ');
    const { label, value } = toFact(proof);
    const full = place === '' ? label : `${label}: ${place}`;
    newest.set(full, { label: full, value });
  }
  return (
    <Panel title="Checks of the model" lead="Made each time the model is loaded, and kept in the bundle.">
      <Facts facts={[...newest.values()]} />
    </Panel>
  );
}

function toFact(proof: SessionProof): Fact {
  switch (proof.type) {
    case 'determinism-check-end':
      return { label: 'Determinism', value: toCheckText(proof.check) };
    case 'canary-end':
      return { label: 'Canary of the GPU', value: toCanaryText(proof.canary) };
    case 'control-probe-end':
      return { label: 'Decoding controls', value: <ControlVerdicts probe={proof.probe} /> };
    default:
      return proof satisfies never;
  }
}
