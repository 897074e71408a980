import { Empty } from '#app/ui/empty.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { classText, dimensionText } from '#app/ui/perturbation-text.ts';
import type { PerturbationClass } from '#core/model/trial.ts';
import type { Perturbation } from '#protocols/perturbation.ts';
import type { ProtectedKind } from '#protocols/protected-spans.ts';
import { findPerturbation, formerPerturbations, perturbations } from '#protocols/registry.ts';
import { toParamFacts, toParamText, toRangeText, type ParamFact } from '#protocols/to-param-facts.ts';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import styles from './library-lists.module.css';
import { LibraryNav } from './library-nav.tsx';
import { LivePerturbation } from './live-perturbation.tsx';
import { RETOKENISE, RetokenisePage } from './retokenise-page.tsx';
import { ScriptBehaviourList } from './script-behaviour-list.tsx';

export interface PerturbationPageProps {
  readonly perturbationId: string;
  /** Null: the newest. */
  readonly version: number | null;
}

/** One perturbation: what it does, on what, from where; and what it makes of the reader's own text. */
export function PerturbationPage({ perturbationId, version }: PerturbationPageProps): JSX.Element {
  if (perturbationId === RETOKENISE) return <RetokenisePage />;
  const perturbation =
    version === null
      ? (perturbations.find(({ id }) => id === perturbationId) ?? null)
      : findPerturbation(perturbationId, version);
  if (perturbation === null)
    return (
      <>
        <PageHead title="Library" />
        <LibraryNav />
        <Empty>
          This build has no perturbation{' '}
          <code>{version === null ? perturbationId : `${perturbationId}@${version}`}</code>.{' '}
          <Link to="/library/$section" params={{ section: 'perturbations' }} search={{}}>
            All perturbations
          </Link>
        </Empty>
      </>
    );
  return (
    <>
      <PageHead title={perturbation.title} lead={perturbation.description} />
      <LibraryNav />
      <div className={styles['stack']}>
        <Panel title="Definition">
          <p className={styles['lead']}>{toDefinitionText(perturbation)}</p>
          <Facts facts={toFacts(perturbation)} />
        </Panel>
        <LivePerturbation key={`${perturbation.id}@${perturbation.version}`} perturbation={perturbation} />
        <Panel
          title="By script"
          lead="One example for each script, perturbed by the code that a run uses. Where it says noop, no trial is made."
        >
          <ScriptBehaviourList perturbation={perturbation} />
        </Panel>
      </div>
    </>
  );
}

const CLASS_MEANING: Readonly<Record<PerturbationClass, string>> = {
  P: 'The meaning is kept by construction: a change of the score is the model’s, not the question’s.',
  L: 'The meaning is kept in most cases. Until speakers of the language have reviewed it, part of a drop may be the operator’s own.',
  N: 'The meaning or the setting changes. What it costs is reported apart and never counts as robustness.',
};

const KIND_TEXT: Readonly<Record<ProtectedKind, string>> = {
  protect: 'texts that the sample lists',
  code: 'code in back-ticks',
  address: 'URLs and e-mail addresses',
  placeholder: 'placeholders',
  'json-key': 'JSON keys',
  quantity: 'numbers with units',
  'tool-name': 'tool names',
  answer: 'answers and texts of options',
  label: 'labels of options',
  'local-quantity': 'native numbers and units',
  'answer-within': 'answers inside words',
  'wrapped-label': 'labels in any bracket',
};

function toDefinitionText({ definition, toSiteGroups }: Perturbation): string {
  return toSiteGroups === null
    ? definition
    : `${definition} Of the N eligible units exactly round(intensity · N) change, drawn without replacement.`;
}

function toFacts(
  perturbation: Perturbation,
): readonly { readonly label: string; readonly value: JSX.Element | string }[] {
  const { id, version, variantCount } = perturbation;
  const others = [...perturbations, ...formerPerturbations].filter(
    (other) => other.id === id && other.version !== version,
  );
  return [
    { label: 'Class', value: `${classText[perturbation.class]}. ${CLASS_MEANING[perturbation.class]}` },
    { label: 'Varies', value: dimensionText[perturbation.dimension] },
    { label: 'Source', value: perturbation.source },
    {
      label: 'Id, version',
      value: (
        <>
          <code>{`${id}@${version}`}</code>
          {others.map((other) => (
            <span key={other.version}>
              {' '}
              <Link
                to="/library/perturbations/$perturbationId"
                params={{ perturbationId: id }}
                search={{ version: other.version }}
              >
                version {other.version}
              </Link>
            </span>
          ))}
        </>
      ),
    },
    {
      label: 'Variants',
      value:
        variantCount === null
          ? 'as many as asked for; each is a random draw'
          : variantCount === 1
            ? 'one'
            : `${variantCount}, numbered from 0`,
    },
    { label: 'Parameters', value: toParamsText(perturbation) },
    { label: 'Never changes', value: perturbation.keeps.map((kind) => KIND_TEXT[kind]).join('; ') },
  ];
}

/** The parameters with their ranges and defaults. */
function toParamsText(perturbation: Perturbation): JSX.Element | string {
  const facts = toParamFacts(perturbation);
  if (facts.length === 0) return 'none';
  return (
    <ul className={styles['plain']}>
      {facts.map((fact) => (
        <li key={fact.name}>
          <code>{fact.name}</code>: {toRangeText(fact)}; by default {toDefaultText(fact)}
        </li>
      ))}
    </ul>
  );
}

function toDefaultText({ type, initial }: ParamFact): string {
  if (type !== 'data') return toParamText(initial);
  return Array.isArray(initial) && initial.length === 1 ? 'one entry, see below' : 'several entries, see below';
}
