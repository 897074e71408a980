import { useServices } from '#app/ports-context.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import { useSyncExternalStore, type JSX } from 'react';
import { ConfigWorkbench } from './config-workbench.tsx';
import styles from './evaluate-page.module.css';
import { FileDesk } from './file-desk.tsx';
import { InterruptedRuns } from './interrupted-runs.tsx';
import type { EvaluateData } from './load-evaluate.ts';
import { ReadyConfigPicker } from './ready-config-picker.tsx';
import { SharedConfig } from './shared-config.tsx';

/** Configure, see the plan, run. */
export function EvaluatePage({ loaded }: { readonly loaded: EvaluateData }): JSX.Element {
  const { draft } = useServices();
  const state = useSyncExternalStore(draft.subscribe, draft.getState);
  if (loaded.shared !== null) return <SharedConfig shared={loaded.shared} />;
  return (
    <>
      <PageHead
        title="Evaluate"
        lead="A model answers every sample several times, plainly and perturbed. The report sets how often it is right beside how reliably it is."
      />
      <div className={styles['stack']}>
        <InterruptedRuns runs={loaded.unfinished} />
        {loaded.failure === null ? null : <FailureNotice failure={loaded.failure} />}
        <ReadyConfigPicker />
        {state === null ? (
          <>
            <Empty>There is no configuration. Load one from a file, or open a bundle.</Empty>
            <FileDesk draftState={null} />
          </>
        ) : (
          <ConfigWorkbench state={state} />
        )}
      </div>
    </>
  );
}
