import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { NumberField } from '#app/ui/field.tsx';
import { toCountText } from '#core/charts/number-text.ts';
import type { Failure } from '#core/errors/failure.ts';
import { DEFAULT_DELTA } from '#core/replication/replication-settings.ts';
import { toSubsetPower, type SubsetChoice } from '#core/replication/subset.ts';
import type { FoldedRun } from '#harness/to-run-rows.ts';
import { useState, type JSX } from 'react';

export interface ReplicatePartDialogProps {
  readonly run: FoldedRun;
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  readonly onReplicate: (subset: SubsetChoice) => void;
  readonly onClose: () => void;
}

/** How many samples to run again, with what they can show, before anything runs. */
export function ReplicatePartDialog({
  run,
  isBusy,
  failure,
  onReplicate,
  onClose,
}: ReplicatePartDialogProps): JSX.Element {
  const { ports } = useServices();
  const { rows } = run;
  const all = rows.samples.length;
  const [samples, setSamples] = useState(Math.max(1, Math.ceil(all / 5)));
  // A seed that nobody chose, so that nobody can have chosen the samples.
  const [seed] = useState(() => Number.parseInt(ports.newRunId().slice(0, 8), 16));
  const isValid = Number.isInteger(samples) && samples >= 1 && samples < all;
  const power = isValid ? toSubsetPower(rows, samples, DEFAULT_DELTA) : null;
  return (
    <Dialog
      isOpen
      title="Replicate a part"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      actions={
        <>
          <Button onPress={onClose}>Close</Button>
          <Button
            variant="primary"
            isDisabled={isBusy || !isValid}
            onPress={() => {
              onReplicate({ samples, seed });
            }}
          >
            {isBusy ? 'Starting…' : 'Run these samples'}
          </Button>
        </>
      }
    >
      <p>
        A random part of the samples is run again under every condition, with the same derived seeds. The run can be
        continued to the whole later.
      </p>
      <NumberField
        label="Samples"
        hint={`of ${toCountText(all)}; drawn with seed ${String(seed)}, which the verdict states`}
        min={1}
        value={samples}
        error={isValid ? null : `must be a whole number from 1 to ${String(all - 1)}`}
        onChange={setSamples}
      />
      {power === null ? null : (
        <Facts
          facts={[
            {
              label: 'Other tokens',
              value: `found with chance .95 if ${(100 * power.detectableShare).toFixed(1)} % of all samples have them`,
            },
            {
              label: 'Smallest difference of success rates',
              value: `${power.smallestDifference.toFixed(3)} with chance .8 (two-sided .05, noise drawn independently)`,
            },
            {
              label: 'EQUIVALENT',
              value: `with chance ${power.equivalencePower.toFixed(2)} or more at δ = ${String(DEFAULT_DELTA)}, when nothing differs`,
            },
          ]}
        />
      )}
      {failure === null ? null : <FailureNotice failure={failure} />}
    </Dialog>
  );
}
