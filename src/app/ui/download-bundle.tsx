import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { Environment } from '#core/model/effective-config.ts';
import type { Ports } from '#harness/ports.ts';
import { saveBundle } from '#harness/save-bundle.ts';
import { useId, useState, type JSX } from 'react';
import { useServices } from '../ports-context.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { toEnvironmentFacts } from './environment-facts.ts';
import { Facts } from './facts.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { useAction } from './use-action.ts';

/** Asks what may leave this machine, then offers the bundle of a run as a file. */
export function DownloadBundle({ runId }: { readonly runId: string }): JSX.Element {
  const { ports } = useServices();
  const action = useAction();
  const [environment, setEnvironment] = useState<Environment | null>(null);
  const [includeEnvironment, setIncludeEnvironment] = useState(true);
  const open = async (): Promise<void> => {
    const read = await action.perform(() => readEnvironment(ports, runId));
    if (read.ok) setEnvironment(read.value);
  };
  const download = async (): Promise<void> => {
    const saved = await action.perform(() => saveBundle(ports, runId, includeEnvironment));
    if (saved.ok) setEnvironment(null);
  };
  return (
    <>
      <Button isDisabled={action.isBusy} onPress={() => void open()}>
        Download bundle
      </Button>
      {environment === null && action.failure !== null ? <FailureNotice failure={action.failure} /> : null}
      {environment === null ? null : (
        <Dialog
          isOpen
          title="Download bundle"
          onOpenChange={(isOpen) => {
            if (!isOpen) setEnvironment(null);
          }}
          actions={
            <>
              <Button
                onPress={() => {
                  setEnvironment(null);
                }}
              >
                Close
              </Button>
              <Button variant="primary" isDisabled={action.isBusy} onPress={() => void download()}>
                {action.isBusy ? 'Packing…' : 'Download'}
              </Button>
            </>
          }
        >
          <p>
            The bundle holds every prompt and output, the exact configuration, scores, statistics and hashes. Anyone can
            check it with <code>sha256sum -c manifest-sha256.txt</code> and open it here.
          </p>
          <EnvironmentChoice
            environment={environment}
            isIncluded={includeEnvironment}
            onChange={setIncludeEnvironment}
          />
          {action.failure === null ? null : <FailureNotice failure={action.failure} />}
        </Dialog>
      )}
    </>
  );
}

interface EnvironmentChoiceProps {
  readonly environment: Environment;
  readonly isIncluded: boolean;
  readonly onChange: (isIncluded: boolean) => void;
}

function EnvironmentChoice({ environment, isIncluded, onChange }: EnvironmentChoiceProps): JSX.Element {
  const inputId = useId();
  return (
    <div>
      <p>
        <input
          id={inputId}
          type="checkbox"
          checked={isIncluded}
          onChange={({ target }) => {
            onChange(target.checked);
          }}
        />{' '}
        <label htmlFor={inputId}>Describe this machine, coarsely:</label>
      </p>
      <Facts facts={toEnvironmentFacts(environment)} />
    </div>
  );
}

async function readEnvironment(ports: Ports, runId: string): Promise<Result<Environment>> {
  const events = await ports.transcripts.read(runId);
  if (!events.ok) return events;
  const start = events.value[0];
  if (start?.type !== 'run-start')
    return toFailed('storage-corrupt', 'The journal does not begin with its configuration.');
  return toOk(start.environment);
}
