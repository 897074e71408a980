import { Button } from '#app/ui/button.tsx';
import { NumberField, TextField } from '#app/ui/field.tsx';
import { classText, dimensionText } from '#app/ui/perturbation-text.ts';
import { Tag } from '#app/ui/tag.tsx';
import type { PerturbationConfig } from '#core/model/harness-config.ts';
import type { Perturbation } from '#protocols/perturbation.ts';
import { Link } from '@tanstack/react-router';
import { useId, useState, type JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import styles from './perturbation-list.module.css';
import { useCatalogue } from './use-catalogue.ts';

/** The perturbations of this build by what they vary, to be switched on or off; one that the configuration has twice keeps both. */
export function PerturbationList({ config, onChange, errorAt }: FormPartProps): JSX.Element {
  const { protocol } = config;
  const catalogue = useCatalogue(protocol.perturbations);
  const [filter, setFilter] = useState('');
  const setPerturbations = (next: readonly PerturbationConfig[]): void => {
    onChange({ ...config, protocol: { ...protocol, perturbations: [...next] } });
  };
  const toItem = (perturbation: Perturbation): JSX.Element => {
    const index = protocol.perturbations.findIndex((entry) => isSame(entry, perturbation));
    return (
      <PerturbationItem
        key={`${perturbation.id}@${perturbation.version}`}
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
  };
  if (!catalogue.isWhole)
    return (
      <>
        <ul className={styles['list']}>{catalogue.entries.map(toItem)}</ul>
        <p className={styles['more']}>
          <Button onPress={catalogue.showAll}>Show the whole catalogue</Button>
        </p>
      </>
    );
  const groups = Map.groupBy(
    catalogue.entries.filter((entry) => matches(entry, filter)),
    ({ dimension }) => dimension,
  );
  return (
    <>
      <TextField label="Filter" value={filter} onChange={setFilter} />
      {groups.size === 0 ? <p className={styles['about']}>No perturbation matches.</p> : null}
      {[...groups].map(([dimension, entries]) => (
        <section key={dimension} aria-label={dimensionText[dimension]} className={styles['group']}>
          <h3>{dimensionText[dimension]}</h3>
          <ul className={styles['list']}>{entries.map(toItem)}</ul>
        </section>
      ))}
    </>
  );
}

function matches({ id, title, description }: Perturbation, filter: string): boolean {
  return `${id} ${title} ${description}`.toLowerCase().includes(filter.trim().toLowerCase());
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
          {asked === null || Object.keys(asked.params).length === 0 ? '' : ` (${toParamsText(asked)})`}{' '}
          <Link
            to="/library/perturbations/$perturbationId"
            params={{ perturbationId: perturbation.id }}
            search={{ version: perturbation.version }}
            aria-label={`About ${title}`}
          >
            About
          </Link>
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
    .map(([name, value]) => `${name} ${Array.isArray(value) ? `of ${value.length}` : String(value)}`)
    .join(', ');
}
