import { NumberField } from '#app/ui/field.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { PerturbationConfig } from '#core/model/harness-config.ts';
import type { PerturbationClass } from '#core/model/trial.ts';
import type { Perturbation } from '#protocols/perturbation.ts';
import { perturbations } from '#protocols/registry.ts';
import { useId, type JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import styles from './perturbation-list.module.css';

const classText: Readonly<Record<PerturbationClass, string>> = {
  P: 'P · keeps the meaning',
  L: 'L · unreviewed',
  N: 'N · changes the meaning',
};

/** Every perturbation of this build, to be switched on or off. One that the configuration has twice keeps both. */
export function PerturbationList({ config, onChange, errorAt }: FormPartProps): JSX.Element {
  const { protocol } = config;
  const setPerturbations = (next: readonly PerturbationConfig[]): void => {
    onChange({ ...config, protocol: { ...protocol, perturbations: [...next] } });
  };
  return (
    <ul className={styles['list']}>
      {perturbations.map((perturbation) => {
        const index = protocol.perturbations.findIndex((entry) => isSame(entry, perturbation));
        return (
          <PerturbationItem
            key={perturbation.id}
            perturbation={perturbation}
            asked={protocol.perturbations[index] ?? null}
            error={errorAt(`protocol.perturbations[${index}].variants`)}
            onToggle={(isOn) => {
              setPerturbations(
                isOn
                  ? [...protocol.perturbations, toDefault(perturbation)]
                  : protocol.perturbations.filter((entry) => !isSame(entry, perturbation)),
              );
            }}
            onVariants={(variants) => {
              setPerturbations(
                protocol.perturbations.with(index, {
                  ...toDefault(perturbation),
                  ...protocol.perturbations[index],
                  variants,
                }),
              );
            }}
          />
        );
      })}
    </ul>
  );
}

interface PerturbationItemProps {
  readonly perturbation: Perturbation;
  readonly asked: PerturbationConfig | null;
  readonly error: string | null;
  readonly onToggle: (isOn: boolean) => void;
  readonly onVariants: (variants: number) => void;
}

function PerturbationItem({ perturbation, asked, error, onToggle, onVariants }: PerturbationItemProps): JSX.Element {
  const inputId = useId();
  const { title, description, variantCount } = perturbation;
  return (
    <li className={styles['item']}>
      <input
        id={inputId}
        type="checkbox"
        className={styles['check']}
        checked={asked !== null}
        aria-describedby={`${inputId}-about`}
        onChange={({ target }) => {
          onToggle(target.checked);
        }}
      />
      <div className={styles['text']}>
        <label htmlFor={inputId}>{title}</label>{' '}
        <Tag tone={perturbation.class === 'P' ? 'plain' : 'caution'}>{classText[perturbation.class]}</Tag>
        <p id={`${inputId}-about`} className={styles['about']}>
          {description}
          {asked === null || Object.keys(asked.params).length === 0 ? '' : ` (${toParamsText(asked)})`}
        </p>
      </div>
      {asked === null || variantCount === 1 ? null : (
        <div className={styles['variants']}>
          <NumberField
            label={variantCount === null ? 'Draws' : `Variants, of ${variantCount}`}
            min={1}
            value={asked.variants}
            error={error}
            onChange={onVariants}
          />
        </div>
      )}
    </li>
  );
}

function isSame(entry: PerturbationConfig, perturbation: Perturbation): boolean {
  return entry.id === perturbation.id && entry.version === perturbation.version;
}

function toDefault({ id, version, defaultParams }: Perturbation): PerturbationConfig {
  return { id, version, params: { ...defaultParams }, variants: 1 };
}

function toParamsText({ params }: PerturbationConfig): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}
