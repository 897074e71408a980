import { useServices } from '#app/ports-context.tsx';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { HashText } from '#app/ui/hash-text.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toBytesText, toCountText, toPercentText } from '#core/charts/number-text.ts';
import type { InstalledModel, ModelLibrary, ModelState } from '#harness/model-library.ts';
import type { RunSummary } from '#harness/ports.ts';
import { Link } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { ModelDetails } from './model-details.tsx';
import styles from './models-page.module.css';
import { toSourceText } from '#app/ui/source-text.ts';
import { UseModel } from './use-model.tsx';

export interface ModelItemProps {
  readonly model: InstalledModel;
  readonly library: ModelLibrary;
  /** Runs that it answered in; null while they are looked up. */
  readonly runs: readonly RunSummary[] | null;
  readonly onRemove: () => void;
  readonly onChange: () => void;
}

const stateText: Readonly<Record<ModelState, string>> = {
  here: 'in this browser',
  partly: 'files are missing',
  absent: 'not in this browser',
  linked: 'in its folder',
  locked: 'its folder must be allowed again',
};

/** One model: what it is, what is known of it, what can be done with it. */
export function ModelItem({ model, library, runs, onRemove, onChange }: ModelItemProps): JSX.Element {
  const { ports } = useServices();
  const action = useAction();
  const [progress, setProgress] = useState('');
  const { ref, state, modelHash, check } = model;
  const name = `${ref.modelId} ${ref.dtype}`;
  const verify = async (): Promise<void> => {
    await action.perform(() =>
      library.verify(modelHash, ({ path, receivedBytes, totalBytes }) => {
        setProgress(`Hashing ${path}: ${toPercentText(totalBytes === 0 ? 1 : receivedBytes / totalBytes)}`);
      }),
    );
    setProgress('');
    onChange();
  };
  const allow = async (): Promise<void> => {
    await action.perform(() => library.allowFolder(modelHash));
    onChange();
  };
  return (
    <li className={styles['item']}>
      <div className={styles['head']}>
        <h3 className={styles['name']}>
          {ref.modelId} <Tag>{ref.dtype}</Tag>{' '}
          <Tag tone={state === 'here' || state === 'linked' ? 'accent' : 'caution'}>{stateText[state]}</Tag>
        </h3>
        <div className={styles['buttons']}>
          {state === 'locked' ? (
            <Button variant="primary" onPress={() => void allow()} aria-label={`Allow access: folder of ${name}`}>
              Allow access
            </Button>
          ) : (
            <UseModel model={ref} />
          )}
          <Button isDisabled={action.isBusy} onPress={() => void verify()} aria-label={`Verify again: ${name}`}>
            Verify again
          </Button>
          <Button
            onPress={() => {
              ports.saveFile(
                `${ref.modelId.replace(/[^\w.-]+/g, '-')}-${ref.dtype}.model.json`,
                new Blob([`${JSON.stringify(ref, null, 2)}\n`], { type: 'application/json' }),
              );
            }}
            aria-label={`Export manifest: ${name}`}
          >
            Export manifest
          </Button>
          <Button variant="danger" isDisabled={action.isBusy} onPress={onRemove} aria-label={`Remove: ${name}`}>
            Remove
          </Button>
        </div>
      </div>
      <Facts
        facts={[
          { label: 'From', value: toSourceText(ref) },
          ...(ref.revision === null ? [] : [{ label: 'Commit', value: <code>{ref.revision}</code> }]),
          { label: 'Licence', value: ref.licence ?? 'not stated' },
          { label: 'Size', value: toSizeText(model) },
          { label: 'Model hash', value: <HashText hash={modelHash} /> },
          { label: 'Last used', value: model.lastUsedAt === null ? 'never' : <Time iso={model.lastUsedAt} /> },
          { label: 'Used by', value: <RunLinks runs={runs} /> },
          {
            label: 'Last verified',
            value:
              check === null ? (
                'when it was added'
              ) : (
                <>
                  <Time iso={check.at} />: {check.wrongPaths.length === 0 ? 'every file is right' : toWrongText(model)}
                </>
              ),
          },
        ]}
      />
      <p role="status" className={styles['note']}>
        {progress}
      </p>
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
      <ModelDetails model={model} />
    </li>
  );
}

function RunLinks({ runs }: { readonly runs: readonly RunSummary[] | null }): JSX.Element {
  if (runs === null) return <>…</>;
  if (runs.length === 0) return <>no run in this browser</>;
  const shown = runs.slice(0, 5);
  return (
    <>
      {shown.map(({ runId, name }, index) => (
        <span key={runId}>
          {index === 0 ? '' : ', '}
          <Link to="/report/$runId" params={{ runId }}>
            {name}
          </Link>
        </span>
      ))}
      {runs.length > shown.length ? ` and ${toCountText(runs.length - shown.length)} more` : ''}
    </>
  );
}

/** Local date and time, to the minute. */
function Time({ iso }: { readonly iso: string }): JSX.Element {
  const text = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
  return <time dateTime={iso}>{text}</time>;
}

function toSizeText({ ref, storedBytes, state }: InstalledModel): string {
  const bytes = ref.files.reduce((sum, file) => sum + file.bytes, 0);
  const whole = `${toBytesText(bytes)} in ${toCountText(ref.files.length)} files`;
  return state === 'partly' ? `${whole}, of which ${toBytesText(storedBytes)} are here` : whole;
}

function toWrongText({ ref, check }: InstalledModel): string {
  const paths = check?.wrongPaths.join(', ') ?? '';
  return ref.source.type === 'local'
    ? `${paths} missing or changed; restore the folder, or add it again`
    : `${paths} missing or changed; wrong copies were removed and are fetched again at the next load`;
}
