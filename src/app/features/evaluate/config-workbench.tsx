import type { DraftState } from '#app/config-draft.ts';
import { Panel } from '#app/ui/panel.tsx';
import type { JSX } from 'react';
import { ConfigForm } from './config-form.tsx';
import { ConfigJson } from './config-json.tsx';
import styles from './evaluate-page.module.css';
import { FileDesk } from './file-desk.tsx';
import { PlanStrip } from './plan-strip.tsx';
import { Sensitivity } from './sensitivity.tsx';

/** The configuration as plan, as form and as JSON, side by side. */
export function ConfigWorkbench({ state }: { readonly state: DraftState }): JSX.Element {
  return (
    <>
      <PlanStrip checked={state.checked} />
      <Sensitivity checked={state.checked} />
      <div className={styles['columns']}>
        <div className={styles['stack']}>
          <ConfigForm state={state} />
        </div>
        <div className={styles['aside']}>
          <Panel
            title="Configuration file"
            lead="The same configuration as JSON, all of it. Form and text follow each other."
          >
            <ConfigJson state={state} />
          </Panel>
          <FileDesk draftState={state} />
        </div>
      </div>
    </>
  );
}
