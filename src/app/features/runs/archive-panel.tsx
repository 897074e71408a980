import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toOk } from '#core/errors/result.ts';
import type { RunSummary } from '#harness/ports.ts';
import { openBundles, packRuns, type ArchiveOutcome, type ArchiveStep } from '#harness/run-archive.ts';
import { Link, useRouter } from '@tanstack/react-router';
import { useRef, useState, type JSX } from 'react';
import styles from './runs-page.module.css';

/** All runs out as one file, and bundles or such files in again. */
export function ArchivePanel({ runs }: { readonly runs: readonly RunSummary[] }): JSX.Element {
  const { ports } = useServices();
  const router = useRouter();
  const action = useAction();
  const inputRef = useRef<HTMLInputElement>(null);
  const [step, setStep] = useState<ArchiveStep | null>(null);
  const [done, setDone] = useState<{ readonly text: string; readonly outcomes: readonly ArchiveOutcome[] } | null>(
    null,
  );
  const begin = (): void => {
    setDone(null);
  };
  const exportAll = async (): Promise<void> => {
    begin();
    const packed = await action.perform(() => packRuns(ports, runs, setStep));
    setStep(null);
    if (!packed.ok) return;
    const { blob, outcomes } = packed.value;
    ports.saveFile(`plumbline-runs-${ports.clock.isoNow().slice(0, 10)}.zip`, blob);
    const packedCount = outcomes.filter(({ result }) => result.ok).length;
    setDone({
      text: `${toRunsText(packedCount)} in the file.`,
      outcomes: outcomes.filter(({ result }) => !result.ok),
    });
  };
  const importAll = async (files: readonly File[]): Promise<void> => {
    begin();
    const opened = await action.perform(async () =>
      toOk(
        await openBundles(
          ports,
          files.map((file) => ({ name: file.name, blob: file })),
          setStep,
        ),
      ),
    );
    setStep(null);
    if (!opened.ok) return;
    const kept = opened.value.filter(({ result }) => result.ok).length;
    const refused = opened.value.length - kept;
    setDone({
      text: `${toRunsText(kept)} opened${refused === 0 ? '.' : `, ${String(refused)} refused.`}`,
      outcomes: opened.value,
    });
    await router.invalidate();
  };
  return (
    <Panel
      title="All runs as one file"
      lead="A zip of bundles, machine descriptions included, for another browser or for keeping. Each bundle is checked before it is opened."
    >
      <div className={styles['actions']}>
        <Button isDisabled={action.isBusy || runs.length === 0} onPress={() => void exportAll()}>
          Export all
        </Button>
        <Button isDisabled={action.isBusy} onPress={() => inputRef.current?.click()}>
          Import
        </Button>
        <input
          ref={inputRef}
          type="file"
          accept=".zip"
          multiple
          hidden
          data-testid="archive-file"
          onChange={({ target }) => {
            const files = [...(target.files ?? [])];
            target.value = '';
            if (files.length > 0) void importAll(files);
          }}
        />
      </div>
      {step === null ? null : (
        <Progress
          label={step.name}
          value={step.done / step.total}
          valueText={`${String(step.done + 1)} of ${String(step.total)}: ${step.name}`}
        />
      )}
      <p role="status" className={styles['meta']}>
        {step === null ? (done?.text ?? '') : `${String(step.done + 1)} of ${String(step.total)}: ${step.name}`}
      </p>
      {done === null || done.outcomes.length === 0 ? null : <Outcomes outcomes={done.outcomes} />}
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
    </Panel>
  );
}

function Outcomes({ outcomes }: { readonly outcomes: readonly ArchiveOutcome[] }): JSX.Element {
  return (
    <ul className={styles['outcomes']}>
      {outcomes.map(({ name, result }) => (
        <li key={name}>
          {result.ok ? (
            <Link to="/report/$runId" params={{ runId: result.value }}>
              {name}
            </Link>
          ) : (
            <>
              <strong>{name}</strong>: {result.failure.message}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function toRunsText(count: number): string {
  return count === 1 ? '1 run' : `${String(count)} runs`;
}
