import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { ChartFigure } from '#app/ui/chart-figure.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { HashText } from '#app/ui/hash-text.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { toCoverageChart } from '#core/charts/coverage-chart.ts';
import { toCoverageCsv, toCoverageTable } from '#core/tokenizer/to-coverage-table.ts';
import type { TokenizerReport } from '#core/tokenizer/tokenizer-report.ts';
import type { JSX } from 'react';
import styles from './tokenizer-page.module.css';

/** The report as charts and a table, to be taken along. */
export function CoverageReport({ report }: { readonly report: TokenizerReport }): JSX.Element {
  const { ports } = useServices();
  const save = (ending: string, type: string, text: string): void => {
    ports.saveFile(`tokenizer-${report.tokenizerSha256.slice(0, 8)}.${ending}`, new Blob([text], { type }));
  };
  return (
    <>
      <Panel
        title="Languages"
        lead={`Intervals at ${Math.round(report.level * 100)} % over sentences.`}
        actions={
          <>
            <Button
              onPress={() => {
                save('csv', 'text/csv', toCoverageCsv(report));
              }}
            >
              CSV
            </Button>
            <Button
              onPress={() => {
                save('json', 'application/json', `${JSON.stringify(report, null, 2)}\n`);
              }}
            >
              JSON
            </Button>
          </>
        }
      >
        <DataTable caption="Coverage by language" table={toCoverageTable(report)} />
        <ul className={styles['bullets']}>
          {report.counted.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Panel>
      <Panel title="Charts">
        <div className={styles['stack']}>
          <ChartFigure chart={toCoverageChart(report, 'tokensPerCharacter')} />
          {report.reference === null ? null : <ChartFigure chart={toCoverageChart(report, 'fertilityRatio')} />}
        </div>
      </Panel>
      <Panel title="What was read">
        <Facts
          facts={[
            { label: 'Tokenizer', value: report.tokenizer },
            { label: 'tokenizer.json', value: <HashText hash={report.tokenizerSha256} /> },
            { label: 'Text', value: report.text },
            { label: 'Hash of the text', value: <HashText hash={report.textSha256} /> },
          ]}
        />
      </Panel>
    </>
  );
}
