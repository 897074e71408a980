import type { CostAssumptions, ParetoColumn } from '#core/metrics/pareto-column.ts';
import type { JSX } from 'react';
import { TextField } from './field.tsx';
import styles from './pareto-panel.module.css';

type WattTexts = Readonly<Record<'idle' | 'low' | 'best' | 'high', string>>;

/** Watts and price as typed. */
export interface AssumptionTexts {
  readonly byColumn: Readonly<Record<string, WattTexts>>;
  readonly price: string;
}

const EMPTY: WattTexts = { idle: '', low: '', best: '', high: '' };

const FIELDS = [
  ['idle', 'At rest, W'],
  ['low', 'Running, at least, W'],
  ['best', 'Running, best guess, W'],
  ['high', 'Running, at most, W'],
] as const;

/** What was typed as numbers; a set of watts that is not whole is none. */
export function toAssumptions({ byColumn, price }: AssumptionTexts, columnId: string): CostAssumptions {
  const { idle, low, best, high } = byColumn[columnId] ?? EMPTY;
  const [idleWatts, lowWatts, bestWatts, highWatts] = [idle, low, best, high].map(toNumber);
  const isWhole = [idleWatts, lowWatts, bestWatts, highWatts].every((watts) => watts != null);
  return {
    power: isWhole
      ? {
          idleWatts: idleWatts ?? 0,
          activeWatts: { low: lowWatts ?? 0, best: bestWatts ?? 0, high: highWatts ?? 0 },
        }
      : null,
    pricePerKilowattHour: toNumber(price),
  };
}

/** A number ≥ 0, or null. */
function toNumber(text: string): number | null {
  const value = Number(text.replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 ? value : null;
}

interface AssumptionFieldsProps {
  readonly columns: readonly ParetoColumn[];
  readonly texts: AssumptionTexts;
  readonly hasPrice: boolean;
  readonly onChange: (texts: AssumptionTexts) => void;
}

/** Watts by configuration, and a price: entered by a person, for a browser measures neither. */
export function AssumptionFields({ columns, texts, hasPrice, onChange }: AssumptionFieldsProps): JSX.Element {
  return (
    <div className={styles['assumptions']}>
      <p className={styles['note']}>
        Assumed, not measured: power of the device at rest and while the configuration runs. The plot uses the best
        guess on the time that was measured.
      </p>
      {columns.map(({ id, label }) => {
        const watts = texts.byColumn[id] ?? EMPTY;
        return (
          <fieldset key={id} className={styles['watts']}>
            <legend>{label}</legend>
            {FIELDS.map(([field, name]) => (
              <TextField
                key={field}
                label={name}
                value={watts[field]}
                error={watts[field] === '' || toNumber(watts[field]) !== null ? null : 'a number from 0 on'}
                onChange={(text) => {
                  onChange({ ...texts, byColumn: { ...texts.byColumn, [id]: { ...watts, [field]: text } } });
                }}
              />
            ))}
          </fieldset>
        );
      })}
      {hasPrice ? (
        <TextField
          label="Price of a kilowatt-hour, any currency"
          value={texts.price}
          error={texts.price === '' || toNumber(texts.price) !== null ? null : 'a number from 0 on'}
          onChange={(price) => {
            onChange({ ...texts, price });
          }}
        />
      ) : null}
    </div>
  );
}
