import { Panel } from '#app/ui/panel.tsx';
import { toConditionText } from '#core/charts/condition-label.ts';
import { toCountText } from '#core/charts/number-text.ts';
import type { RunState } from '#harness/run-state.ts';
import type { JSX } from 'react';
import styles from './run-page.module.css';

/** Text of the first active row of the group in flight, as its tokens come. */
export function LiveText({ state }: { readonly state: RunState }): JSX.Element {
  const { delta, plan } = state;
  const group = delta === null ? undefined : plan.groups[delta.groupIndex];
  return (
    <Panel title="Live output">
      <p className={styles['liveMeta']}>
        {delta === null || group === undefined
          ? 'No group in flight.'
          : `${group.sampleId}, ${toConditionText(group.conditionId)} · ${toCountText(delta.activeRows)} ${delta.activeRows === 1 ? 'row' : 'rows'} active, ${toCountText(delta.outputTokens)} tokens`}
      </p>
      {/* Changes many times a second: not announced, reachable by keyboard to scroll. */}
      <pre className={styles['live']} tabIndex={0} role="region" aria-label="Live output text">
        {/* Between two groups the last landed output stays in sight. */}
        {delta === null || delta.text === '' ? (state.recentTrials[0]?.outputText ?? '') : delta.text}
      </pre>
    </Panel>
  );
}
