import { toCountText, toDurationText } from '#core/charts/number-text.ts';
import type { Result } from '#core/errors/result.ts';
import { planExtension, readExtendable, type ExtendableRun, type PlannedExtension } from '#harness/extend-run.ts';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type JSX } from 'react';
import { useServices } from '../ports-context.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { NumberField } from './field.tsx';
import { Loading } from './loading.tsx';
import { useAction } from './use-action.ts';

export interface AddEpochsDialogProps {
  readonly runId: string;
  readonly onClose: () => void;
}

/** New numbers of epochs with what they cost, then the longer run. */
export function AddEpochsDialog({ runId, onClose }: AddEpochsDialogProps): JSX.Element {
  const { ports, runs } = useServices();
  const navigate = useNavigate();
  const action = useAction();
  const [read, setRead] = useState<Result<ExtendableRun> | null>(null);
  const [epochs, setEpochs] = useState({ baseline: 1, perturbed: 1 });
  useEffect(() => {
    readExtendable(ports, runId).then((run) => {
      setRead(run);
      if (run.ok) setEpochs(toSuggestion(run.value));
    }, reportError);
  }, [ports, runId]);
  const planned = read?.ok === true ? planExtension(read.value, epochs) : null;
  const start = async (): Promise<void> => {
    const extended = await action.perform(() => runs.extend(runId, epochs));
    if (!extended.ok) return;
    onClose();
    await navigate({ to: '/run/$runId', params: { runId: extended.value.getState().runId } });
  };
  return (
    <Dialog
      isOpen
      title="Add epochs"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      actions={
        <>
          <Button onPress={onClose}>Close</Button>
          <Button variant="primary" isDisabled={action.isBusy || planned?.ok !== true} onPress={() => void start()}>
            {action.isBusy ? 'Starting…' : 'Run the new trials'}
          </Button>
        </>
      }
    >
      <p>
        The trials of this run become the first epochs of a longer one, with the same transcripts as if all had been run
        at once. This run stays as it is.
      </p>
      {read === null ? <Loading label="Reading the run…" /> : null}
      {read !== null && !read.ok ? <FailureNotice failure={read.failure} /> : null}
      {read?.ok === true ? (
        <>
          <EpochFields run={read.value} epochs={epochs} planned={planned} onChange={setEpochs} />
          <p role="status">{toCostText(planned)}</p>
        </>
      ) : null}
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </Dialog>
  );
}

type Epochs = PlannedExtension['config']['protocol']['epochs'];

/** Twice the epochs: the interval of a sample's own rate gets narrower by a third. */
function toSuggestion({ start }: ExtendableRun): Epochs {
  const { baseline, perturbed } = start.config.protocol.epochs;
  return { baseline: Math.min(1000, baseline * 2), perturbed };
}

interface EpochFieldsProps {
  readonly run: ExtendableRun;
  readonly epochs: Epochs;
  readonly planned: Result<PlannedExtension> | null;
  readonly onChange: (epochs: Epochs) => void;
}

function EpochFields({ run, epochs, planned, onChange }: EpochFieldsProps): JSX.Element {
  const earlier = run.start.config.protocol.epochs;
  const errorAt = (path: string): string | null =>
    planned?.ok === false && planned.failure.location === path
      ? planned.failure.message.replace(`${path}: `, '')
      : null;
  return (
    <>
      <NumberField
        label="Epochs"
        hint={`of each plain prompt; now ${earlier.baseline}`}
        min={earlier.baseline}
        value={epochs.baseline}
        error={errorAt('protocol.epochs.baseline')}
        onChange={(baseline) => {
          onChange({ ...epochs, baseline });
        }}
      />
      {run.groups.perturbed === 0 ? null : (
        <NumberField
          label="Epochs, perturbed"
          hint={`of each perturbed prompt; now ${earlier.perturbed}`}
          min={earlier.perturbed}
          value={epochs.perturbed}
          error={errorAt('protocol.epochs.perturbed')}
          onChange={(perturbed) => {
            onChange({ ...epochs, perturbed });
          }}
        />
      )}
    </>
  );
}

function toCostText(planned: Result<PlannedExtension> | null): string {
  if (planned === null) return '';
  if (!planned.ok) return planned.failure.location === 'protocol.epochs' ? 'No new trials.' : '';
  const { newTrials, durationMs } = planned.value;
  const duration = durationMs === null ? '' : `, about ${toDurationText(durationMs)} at the speed of this run`;
  return `${toCountText(newTrials)} new trials${duration}.`;
}
