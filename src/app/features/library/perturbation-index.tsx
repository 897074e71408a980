import { Empty } from '#app/ui/empty.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { classText, dimensionText } from '#app/ui/perturbation-text.ts';
import { Tag } from '#app/ui/tag.tsx';
import { PERTURBATION_SETS } from '#protocols/perturbation-sets.ts';
import type { Perturbation } from '#protocols/perturbation.ts';
import { SCRIPTS } from '#protocols/perturbations/text/script.ts';
import { formerPerturbations, perturbations } from '#protocols/registry.ts';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import styles from './library-lists.module.css';
import type { LibrarySearch } from './library-sections.ts';
import { RETOKENISE } from './retokenise-page.tsx';
import { scriptText } from './script-text.ts';
import { useChangeFilter } from './use-change-filter.ts';

const ALL = { value: '', label: 'all' };

/** Every perturbation by what it varies, with the sets that go under a name and the versions that newer ones replaced. */
export function PerturbationIndex({ search }: { readonly search: LibrarySearch }): JSX.Element {
  const change = useChangeFilter('perturbations', search);
  const shown = perturbations.filter((entry) => matches(entry, search));
  const former = formerPerturbations.filter((entry) => matches(entry, search));
  const groups = Map.groupBy(shown, ({ dimension }) => dimension);
  return (
    <>
      <search className={styles['filters']}>
        <TextField
          type="search"
          label="Filter"
          value={search.q ?? ''}
          onChange={(q) => {
            change({ q });
          }}
        />
        <SelectField
          label="Acts on"
          value={search.script ?? ''}
          options={[ALL, ...SCRIPTS.map((script) => ({ value: script, label: scriptText[script].name }))]}
          onChange={(script) => {
            change({ script });
          }}
        />
        <SelectField
          label="Class"
          value={search.class ?? ''}
          options={[ALL, ...Object.entries(classText).map(([value, label]) => ({ value, label }))]}
          onChange={(letter) => {
            change({ class: letter });
          }}
        />
      </search>
      <p role="status" className={styles['count']}>
        {shown.length} of {perturbations.length} perturbations
      </p>
      {shown.length === 0 && former.length === 0 ? <Empty>No perturbation passes these filters.</Empty> : null}
      <div className={styles['stack']}>
        {[...groups].map(([dimension, entries]) => (
          <Panel key={dimension} title={dimensionText[dimension]}>
            <EntryList entries={entries} />
          </Panel>
        ))}
        {former.length === 0 ? null : (
          <Panel
            title="Former versions"
            lead="Newer versions have replaced these. They stay, so that configurations and bundles that name them can be run again."
          >
            <EntryList entries={former} />
          </Panel>
        )}
        {Object.keys(search).length === 0 ? <AxisPanel /> : null}
        {Object.keys(search).length === 0 ? <SetPanel /> : null}
      </div>
    </>
  );
}

function matches(entry: Perturbation, { q, script, class: letter }: LibrarySearch): boolean {
  const text = `${entry.id} ${entry.title} ${entry.description} ${entry.definition}`.toLowerCase();
  return (
    (q === undefined || text.includes(q.trim().toLowerCase())) &&
    (script === undefined || entry.scripts === 'all' || entry.scripts.some((named) => named === script)) &&
    (letter === undefined || entry.class === letter)
  );
}

function EntryList({ entries }: { readonly entries: readonly Perturbation[] }): JSX.Element {
  return (
    <ul className={styles['list']}>
      {entries.map((entry) => (
        <li key={`${entry.id}@${entry.version}`} className={styles['item']}>
          <p className={styles['name']}>
            <Link
              to="/library/perturbations/$perturbationId"
              params={{ perturbationId: entry.id }}
              search={{ version: entry.version }}
            >
              {entry.title}
            </Link>{' '}
            <Tag tone={entry.class === 'P' ? 'plain' : 'caution'}>{classText[entry.class]}</Tag>
          </p>
          <p className={styles['about']}>{entry.description}</p>
          <p className={styles['meta']}>
            <code>
              {entry.id}@{entry.version}
            </code>
            {' · '}
            {toScriptsText(entry)}
          </p>
        </li>
      ))}
    </ul>
  );
}

function toScriptsText({ scripts }: Perturbation): string {
  return scripts === 'all' ? 'all scripts' : scripts.map((script) => scriptText[script].name).join(', ');
}

function AxisPanel(): JSX.Element {
  return (
    <Panel title="Token ids" lead="An axis: the text stays the same to the last byte.">
      <ul className={styles['list']}>
        <li className={styles['item']}>
          <p className={styles['name']}>
            <Link to="/library/perturbations/$perturbationId" params={{ perturbationId: RETOKENISE }} search={{}}>
              Other token ids
            </Link>{' '}
            <Tag tone="plain">{classText.P}</Tag>
          </p>
          <p className={styles['about']}>The same text in other tokens: merges of the tokenizer left out at random.</p>
          <p className={styles['meta']}>
            <code>axis:retokenise</code> · all scripts
          </p>
        </li>
      </ul>
    </Panel>
  );
}

function SetPanel(): JSX.Element {
  return (
    <Panel title="Sets" lead="Operators that go under one name.">
      <ul className={styles['list']}>
        {PERTURBATION_SETS.map((set) => (
          <li key={set.id} className={styles['item']}>
            <p className={styles['name']}>{set.title}</p>
            <p className={styles['about']}>{set.description}</p>
            <p className={styles['meta']}>
              {set.entries.map(({ id, version, params }, index) => (
                <span key={JSON.stringify([id, params])}>
                  {index === 0 ? '' : ' · '}
                  <Link
                    to="/library/perturbations/$perturbationId"
                    params={{ perturbationId: id }}
                    search={{ version }}
                  >
                    <code>
                      {id}@{version}
                    </code>
                  </Link>
                  {Object.entries(params).map(([name, value]) => ` ${name} ${JSON.stringify(value)}`)}
                </span>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
