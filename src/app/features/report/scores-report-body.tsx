import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { NumberOriginContext } from '#app/ui/number-origin.ts';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import type { ReportView } from '#core/charts/report-view.ts';
import type { ScoresReport } from '#core/model/scores-report.ts';
import { useMemo, useState, type JSX } from 'react';
import { AllNumbersPanel } from './all-numbers-panel.tsx';
import { CapabilityPanel, ConsistencyPanel, RobustnessPanel } from './dimension-panels.tsx';
import { HeadlinePanel } from './headline-panel.tsx';
import styles from './report-page.module.css';
import { TrialCountsPanel } from './trial-counts-panel.tsx';

export interface ScoresReportBodyProps {
  /** Of the file that was read. */
  readonly name: string;
  readonly scores: ScoresReport;
}

/** The report over a scores file: what rows can show, then every number with why it is missing where it is. */
export function ScoresReportBody({ name, scores }: ScoresReportBodyProps): JSX.Element {
  const { ports } = useServices();
  const { report, conditions, scorer } = scores;
  const models = [...new Set(report.counts.map((entry) => entry.model))];
  const [model, setModel] = useState(models[0] ?? '');
  const view: ReportView = useMemo(
    () => ({ report, model, scorer, conditions, origin: 'scores-file' }),
    [report, model, scorer, conditions],
  );
  return (
    <NumberOriginContext value="scores-file">
      <div className={styles['choice']}>
        {models.length === 1 ? null : (
          <SelectField
            label="Model"
            value={model}
            onChange={setModel}
            options={models.map((modelId) => ({ value: modelId, label: modelId }))}
          />
        )}
        <Button
          onPress={() => {
            const json = new Blob([toCanonicalJson(report)], { type: 'application/json' });
            ports.saveFile(`${name.replace(/\.[^.]*$/, '')}-report.json`, json);
          }}
        >
          Save report
        </Button>
      </div>
      <HeadlinePanel view={view} />
      <Notice tone="caution" title={report.warnings.length === 1 ? 'Read this first' : 'Read these first'}>
        <ul className={styles['warnings']}>
          {report.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      </Notice>
      <div className={styles['panels']}>
        <CapabilityPanel view={view} />
        <ConsistencyPanel view={view} />
      </div>
      {conditions.length === 1 ? null : <RobustnessPanel view={view} />}
      <TrialCountsPanel view={view} />
      <AllNumbersPanel view={view} />
    </NumberOriginContext>
  );
}
