import { Button } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { outcomeText } from '#app/ui/outcome-mark.tsx';
import { toConditionText } from '#core/charts/condition-label.ts';
import type { RunRows } from '#harness/run-rows.ts';
import { useMemo, useState, type JSX } from 'react';
import {
  severityLevels,
  transcriptOutcomes,
  transcriptSorts,
  transcriptStates,
  type TranscriptSearch,
  type TranscriptSort,
  type TranscriptState,
} from './transcript-search.ts';
import styles from './transcripts-page.module.css';
import type { ChangeSearch } from './use-change-search.ts';

export interface TranscriptFiltersProps {
  readonly rows: RunRows;
  readonly search: TranscriptSearch;
  readonly onChange: ChangeSearch;
}

const ALL = '';

/** The filters of the list; each is a key of the address. */
export function TranscriptFilters({ rows, search, onChange }: TranscriptFiltersProps): JSX.Element {
  const options = useMemo(() => toOptions(rows), [rows]);
  const isFiltered = Object.keys(search).some((key) => key !== 'trial' && key !== 'sort');
  return (
    <search className={styles['filters']}>
      <QueryField search={search} onChange={onChange} />
      {options.models.length <= 2 ? null : (
        <SelectField
          label="Model"
          value={search.model ?? ALL}
          options={options.models}
          onChange={(model) => {
            onChange({ model: model || undefined }, 'replace');
          }}
        />
      )}
      <SelectField
        label="Condition"
        value={search.condition ?? ALL}
        options={options.conditions}
        onChange={(condition) => {
          onChange({ condition: condition || undefined }, 'replace');
        }}
      />
      <SelectField
        label="Family"
        value={search.family ?? ALL}
        options={options.families}
        onChange={(family) => {
          onChange({ family: family || undefined }, 'replace');
        }}
      />
      <SelectField
        label="Sample"
        value={search.sample ?? ALL}
        options={options.samples}
        onChange={(sample) => {
          onChange({ sample: sample || undefined }, 'replace');
        }}
      />
      <SelectField
        label="Epoch"
        value={search.epoch === undefined ? ALL : String(search.epoch)}
        options={options.epochs}
        onChange={(epoch) => {
          onChange({ epoch: epoch === ALL ? undefined : Number(epoch) }, 'replace');
        }}
      />
      <SelectField
        label="Outcome"
        value={search.outcome ?? ALL}
        options={options.outcomes}
        onChange={(name) => {
          onChange({ outcome: transcriptOutcomes.find((outcome) => outcome === name) }, 'replace');
        }}
      />
      <SelectField
        label="State"
        value={search.state ?? ALL}
        options={options.states}
        onChange={(name) => {
          onChange({ state: transcriptStates.find((state) => state === name) }, 'replace');
        }}
      />
      {rows.config.severity == null ? null : (
        <SelectField
          label="Severity"
          value={search.severity === undefined ? ALL : String(search.severity)}
          options={options.severities}
          onChange={(level) => {
            onChange({ severity: severityLevels.find((severity) => String(severity) === level) }, 'replace');
          }}
        />
      )}
      {options.failures.length === 1 ? null : (
        <SelectField
          label="Failure"
          value={search.failure ?? ALL}
          options={options.failures}
          onChange={(failure) => {
            onChange({ failure: failure || undefined }, 'replace');
          }}
        />
      )}
      <SelectField
        label="Order"
        value={search.sort ?? ALL}
        options={options.sorts}
        onChange={(name) => {
          onChange({ sort: transcriptSorts.find((sort) => sort === name) }, 'replace');
        }}
      />
      <div className={styles['clear']}>
        <Button
          isDisabled={!isFiltered}
          onPress={() => {
            onChange(
              {
                model: undefined,
                condition: undefined,
                family: undefined,
                sample: undefined,
                epoch: undefined,
                outcome: undefined,
                severity: undefined,
                failure: undefined,
                state: undefined,
                q: undefined,
              },
              'replace',
            );
          }}
        >
          Clear filters
        </Button>
      </div>
    </search>
  );
}

/** Typing shows at once; the address follows. */
function QueryField({ search, onChange }: Pick<TranscriptFiltersProps, 'search' | 'onChange'>): JSX.Element {
  const q = search.q ?? '';
  const [entry, setEntry] = useState({ text: q, sent: q });
  return (
    <div className={styles['query']}>
      <TextField
        type="search"
        label="Search in prompts and outputs"
        value={entry.sent === q || entry.text !== entry.sent ? entry.text : q}
        onChange={(text) => {
          setEntry({ text, sent: text });
          onChange({ q: text === '' ? undefined : text }, 'replace');
        }}
      />
    </div>
  );
}

interface Option {
  readonly value: string;
  readonly label: string;
}

type OptionLists = Readonly<
  Record<
    | 'models'
    | 'conditions'
    | 'families'
    | 'samples'
    | 'epochs'
    | 'outcomes'
    | 'states'
    | 'severities'
    | 'failures'
    | 'sorts',
    readonly Option[]
  >
>;

const stateText: Readonly<Record<TranscriptState, string>> = {
  unstable: 'epochs differ',
  stable: 'epochs agree',
  flipped: 'flipped by the perturbation',
  remarked: 'with remarks',
};

const sortText: Readonly<Record<TranscriptSort, string>> = {
  stability: 'least stable prompt first',
  likelihood: 'least likely output first',
  length: 'longest output first',
  severity: 'worst severity first',
};

function toOptions({ conditions, samples, config, transcripts }: RunRows): OptionLists {
  const all: Option = { value: ALL, label: 'all' };
  const { baseline, perturbed } = config.protocol.epochs;
  const plain = (values: readonly string[]): readonly Option[] => [
    all,
    ...values.map((value) => ({ value, label: value })),
  ];
  return {
    models: plain(config.models.map(({ modelId }) => modelId)),
    conditions: [
      all,
      ...conditions.map(({ conditionId }) => ({ value: conditionId, label: toConditionText(conditionId) })),
    ],
    families: plain([...new Set(samples.map(({ family }) => family))]),
    samples: plain(samples.map(({ sampleId }) => sampleId)),
    epochs: plain(Array.from({ length: Math.max(baseline, perturbed) }, (_, index) => String(index + 1))),
    outcomes: [all, ...transcriptOutcomes.map((value) => ({ value, label: outcomeText[value] }))],
    states: [all, ...transcriptStates.map((value) => ({ value, label: stateText[value] }))],
    severities: plain(severityLevels.map(String)),
    failures: plain([...new Set(transcripts.flatMap(({ failureCode }) => failureCode ?? []))]),
    sorts: [
      { value: ALL, label: 'as planned' },
      ...transcriptSorts
        .filter((value) => value !== 'severity' || config.severity != null)
        .map((value) => ({ value, label: sortText[value] })),
    ],
  };
}
