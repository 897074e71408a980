import { Button } from '#app/ui/button.tsx';
import { CheckField } from '#app/ui/check-field.tsx';
import { toAxisText } from '#core/charts/axis-texts.ts';
import { toBytesText } from '#core/charts/number-text.ts';
import type { QuantValue } from '#core/model/quant-value.ts';
import type { JSX } from 'react';
import styles from './axis-list.module.css';

interface QuantItemProps {
  readonly values: readonly QuantValue[];
  /** Graphs that the app knows of the model. */
  readonly graphs: readonly QuantValue[];
  readonly error: string | null;
  readonly onChange: (values: QuantValue[]) => void;
  readonly onRemove: () => void;
}

/** The graphs that answer beside the model's own: those that ship with it, and any that the configuration names. */
export function QuantItem({ values, graphs, error, onChange, onRemove }: QuantItemProps): JSX.Element {
  const { title } = toAxisText('quant');
  const named = values.filter(({ dtype }) => graphs.every((graph) => graph.dtype !== dtype));
  return (
    <li className={styles['axis']}>
      <fieldset className={styles['graphs']}>
        <legend>{title}</legend>
        {[...graphs, ...named].map((graph) => (
          <CheckField
            key={graph.dtype}
            label={graph.dtype}
            isOn={values.some(({ dtype }) => dtype === graph.dtype)}
            hint={toFilesText(graph)}
            onChange={(isOn) => {
              onChange(isOn ? [...values, graph] : values.filter(({ dtype }) => dtype !== graph.dtype));
            }}
          />
        ))}
        {error === null ? null : (
          <p role="alert" className={styles['error']}>
            {error}
          </p>
        )}
      </fieldset>
      <div className={styles['remove']}>
        <Button variant="quiet" aria-label={`Remove axis ${title.toLowerCase()}`} onPress={onRemove}>
          Remove
        </Button>
      </div>
    </li>
  );
}

function toFilesText({ files }: QuantValue): string {
  return files.map(({ path, bytes }) => `${path}, ${toBytesText(bytes)}`).join('; ');
}
