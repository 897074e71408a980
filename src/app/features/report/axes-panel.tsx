import { ChartFigure } from '#app/ui/chart-figure.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { toAxisText } from '#core/charts/axis-texts.ts';
import type { ReportView } from '#core/charts/report-view.ts';
import { toAxisChart, toAxisTypes } from '#core/charts/to-axis-chart.ts';
import { isReplicaAxis, type AxisType } from '#core/model/axis.ts';
import { useMemo, type JSX } from 'react';
import styles from './report-page.module.css';

/** What decoding and runtime do to the same prompts, axis by axis; nothing when the run varied none. */
export function AxesPanel({ view }: { readonly view: ReportView }): JSX.Element | null {
  const types = toAxisTypes(view);
  if (types.length === 0) return null;
  return (
    <Panel
      title="Decoding and runtime axes"
      lead="The same prompts answered with one control changed. Axes say how far results depend on how the model is run; they never enter robustness to prompts."
    >
      <div className={styles['stack']}>
        {types.map((type) => (
          <AxisSection key={type} view={view} type={type} />
        ))}
      </div>
    </Panel>
  );
}

function AxisSection({ view, type }: { readonly view: ReportView; readonly type: AxisType }): JSX.Element {
  const chart = useMemo(() => toAxisChart(view, type), [view, type]);
  const { title } = toAxisText(type);
  return (
    <section aria-label={title}>
      <h3 className={styles['pool']}>
        {title} {toAxisTag(type)}
      </h3>
      <ChartFigure chart={chart} evidence="verified" />
    </section>
  );
}

function toAxisTag(type: AxisType): JSX.Element {
  if (type === 'quant' || type === 'backend') return <Tag>same random numbers</Tag>;
  if (isReplicaAxis(type)) return <Tag>should change nothing</Tag>;
  if (type === 'max-tokens') return <Tag tone="caution">N · cuts answers short</Tag>;
  return <Tag>own random numbers</Tag>;
}
