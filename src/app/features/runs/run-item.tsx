import { AddEpochs } from '#app/ui/add-epochs.tsx';
import { ButtonLink } from '#app/ui/button-link.tsx';
import { Button } from '#app/ui/button.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { toBytesText, toCountText, toNumberText } from '#core/charts/number-text.ts';
import type { RunHeadline, RunSummary } from '#harness/ports.ts';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import styles from './runs-page.module.css';

export interface RunItemProps {
  readonly run: RunSummary;
  /** Goes on in this tab. */
  readonly isLive: boolean;
  readonly isBusy: boolean;
  /** Of its files; null when not known. */
  readonly bytes: number | null;
  readonly onContinue: () => void;
  readonly onRename: () => void;
  readonly onDuplicate: () => void;
  readonly onDelete: () => void;
}

const statusText: Readonly<Record<RunSummary['status'], string>> = {
  unfinished: 'unfinished',
  completed: 'complete',
  cancelled: 'cancelled',
  imported: 'from a bundle',
};

/** One run of the list: what it is and what can be done with it. */
export function RunItem({
  run,
  isLive,
  isBusy,
  bytes,
  onContinue,
  onRename,
  onDuplicate,
  onDelete,
}: RunItemProps): JSX.Element {
  const { runId, status } = run;
  const canContinue = !isLive && (status === 'unfinished' || status === 'cancelled');
  return (
    <li className={styles['item']}>
      <div className={styles['what']}>
        <h2 className={styles['name']}>
          {isLive ? (
            <Link to="/run/$runId" params={{ runId }}>
              {run.name}
            </Link>
          ) : (
            <Link to="/report/$runId" params={{ runId }}>
              {run.name}
            </Link>
          )}{' '}
          <Tag tone={status === 'completed' ? 'accent' : status === 'unfinished' ? 'caution' : 'plain'}>
            {isLive ? 'in this tab' : statusText[status]}
          </Tag>
        </h2>
        <p className={styles['meta']}>
          {run.modelIds.join(', ')} · {run.taskTitle} ·{' '}
          <time dateTime={run.createdAt}>{toDateText(run.createdAt)}</time> · {toTrialsText(run)}
          {bytes === null ? '' : ` · ${toBytesText(bytes)}`}
          {run.configName === undefined ? '' : ` · configuration “${run.configName}”`}
        </p>
        {run.headline == null ? null : <p className={styles['headline']}>{toHeadlineText(run.headline)}</p>}
      </div>
      <div className={styles['actions']}>
        {canContinue ? (
          <Button variant="primary" isDisabled={isBusy} onPress={onContinue} aria-label={`Continue ${run.name}`}>
            Continue
          </Button>
        ) : null}
        <ButtonLink to={isLive ? '/run/$runId' : '/report/$runId'} params={{ runId }} aria-label={`Open ${run.name}`}>
          Open
        </ButtonLink>
        {isLive ? null : (
          <ButtonLink to="/compare" search={{ a: runId }} aria-label={`Compare ${run.name}`}>
            Compare
          </ButtonLink>
        )}
        {!isLive && (status === 'completed' || status === 'imported') ? (
          <AddEpochs runId={runId} name={run.name} />
        ) : null}
        <Button isDisabled={isBusy} onPress={onRename} aria-label={`Rename ${run.name}`}>
          Rename
        </Button>
        <Button isDisabled={isBusy} onPress={onDuplicate} aria-label={`Duplicate configuration of ${run.name}`}>
          Duplicate configuration
        </Button>
        <Button variant="danger" isDisabled={isBusy || isLive} onPress={onDelete} aria-label={`Delete ${run.name}`}>
          Delete
        </Button>
      </div>
    </li>
  );
}

function toTrialsText({ status, completedTrials, trialCount }: RunSummary): string {
  switch (status) {
    case 'unfinished':
      // The list is not written at every trial, so its count is a lower bound.
      return `${toCountText(trialCount)} trials planned`;
    case 'cancelled':
    case 'completed':
      return `${toCountText(completedTrials)} of ${toCountText(trialCount)} trials`;
    case 'imported':
      return `${toCountText(completedTrials)} trials`;
    default:
      return status satisfies never;
  }
}

/** Accuracy with its interval, and what holds over all epochs. */
function toHeadlineText({ accuracy, lower, upper, passHatK, k, samples }: RunHeadline): string {
  const number = (value: number): string => toNumberText(value, 'proportion');
  const interval = lower === null || upper === null ? '' : ` [${number(lower)}, ${number(upper)}]`;
  const passed = passHatK === null ? '' : ` · pass^${String(k)} ${number(passHatK)}`;
  return `accuracy ${number(accuracy)}${interval}${passed} · n = ${toCountText(samples)}`;
}

/** Local date and time, to the minute. */
function toDateText(iso: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}
