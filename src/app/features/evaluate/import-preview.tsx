import { toCountText } from '#core/charts/number-text.ts';
import type { Sample } from '#core/model/sample.ts';
import type { JSX } from 'react';
import styles from './import-dialog.module.css';

const SHOWN = 4;
const LONGEST = 600;

/** The first samples, as they will be asked and judged. */
export function ImportPreview({ samples }: { readonly samples: readonly Sample[] }): JSX.Element | null {
  if (samples.length === 0) return null;
  const shown = samples.slice(0, SHOWN);
  return (
    <section className={styles['preview']} aria-label="Preview">
      <h3>
        The first {toCountText(shown.length)} of {toCountText(samples.length)} samples
      </h3>
      <ol>
        {shown.map((sample) => (
          <li key={sample.sampleId}>
            <p className={styles['input']}>{toShort(sample.input)}</p>
            <dl>
              {toFacts(sample).map(([label, value]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{toShort(value)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
    </section>
  );
}

function toFacts({
  sampleId,
  clusterId,
  family,
  target,
  options,
  protect,
}: Sample): readonly (readonly [string, string])[] {
  return [
    ...(target.length === 0
      ? []
      : [
          [
            target.length === 1 ? 'Target' : 'Targets',
            target.map((text) => (text === '' ? '(empty)' : text)).join(' | '),
          ] as const,
        ]),
    ...(options === null ? [] : [['Options', toOptionsText(options)] as const]),
    ['Family', family],
    ['Id', sampleId],
    ...(clusterId === sampleId ? [] : [['Cluster', clusterId] as const]),
    ...(protect.length === 0 ? [] : [['Protected', protect.join(' | ')] as const]),
  ];
}

function toOptionsText({ labels, texts }: NonNullable<Sample['options']>): string {
  return texts.map((text, index) => (labels === null ? text : `${labels[index] ?? ''}) ${text}`)).join(' | ');
}

function toShort(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
