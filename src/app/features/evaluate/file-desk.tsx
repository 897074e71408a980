import type { DraftState } from '#app/config-draft.ts';
import { useServices } from '#app/ports-context.tsx';
import { ButtonLink } from '#app/ui/button-link.tsx';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { FileButton } from '#app/ui/file-button.tsx';
import { toFileName } from '#app/ui/file-name.ts';
import { Panel } from '#app/ui/panel.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { useFileDrop } from '#app/ui/use-file-drop.ts';
import { toOk } from '#core/errors/result.ts';
import type { ImportStage } from '#core/model/import-stage.ts';
import { openBundle } from '#harness/open-bundle.ts';
import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import styles from './file-desk.module.css';
import { openConfig } from './open-file.ts';
import { isTaskFile, TaskFile } from './task-file.tsx';

/** Everything that comes in or goes out as a file or a link. A file may also be dropped anywhere on the page. */
export function FileDesk({ draftState }: { readonly draftState: DraftState | null }): JSX.Element {
  const { ports, draft } = useServices();
  const navigate = useNavigate();
  const action = useAction();
  const [done, setDone] = useState('');
  const [stage, setStage] = useState<ImportStage | null>(null);
  const [taskFiles, setTaskFiles] = useState<readonly File[]>([]);
  const takeFile = async (file: File): Promise<void> => {
    setDone('');
    setTaskFiles([]);
    if (/\.zip$/i.test(file.name)) {
      const opened = await action.perform(() => openBundle(ports, file, setStage));
      setStage(null);
      if (opened.ok) await navigate({ to: '/report/$runId', params: { runId: opened.value } });
      return;
    }
    if (isTaskFile(file.name) && draftState !== null) {
      setTaskFiles([file]);
      return;
    }
    const config = await action.perform(() => openConfig(file));
    if (!config.ok) return;
    draft.replace(config.value);
    setDone(`Loaded ${file.name}.`);
  };
  const isOver = useFileDrop((files) => {
    const [file] = files;
    if (files.length > 1 && files.every(({ name }) => isTaskFile(name)) && draftState !== null) setTaskFiles(files);
    else if (file !== undefined) void takeFile(file);
  });
  return (
    <Panel
      title="Files and links"
      lead="A bundle, a configuration or a task can also be dropped anywhere on this page; a YAML task of lm-evaluation-harness with its data."
    >
      <div className={styles['desk']} data-over={isOver}>
        <FileButton
          label="Open bundle"
          accept=".zip"
          testId="bundle-file"
          isDisabled={action.isBusy}
          onFile={(file) => void takeFile(file)}
        />
        <FileButton
          label="Load configuration"
          accept=".json,application/json"
          testId="config-file"
          isDisabled={action.isBusy}
          onFile={(file) => void takeFile(file)}
        />
        <ShareButtons draftState={draftState} perform={action.perform} onDone={setDone} />
        <ButtonLink to="/scores">Scores of another program</ButtonLink>
      </div>
      <p role="status" className={styles['done']}>
        {stage !== null ? `Checked now: ${stage.text}.` : action.isBusy ? 'Reading…' : done}
      </p>
      {stage === null ? null : <Progress label="Opening the bundle" value={stage.share} valueText={stage.text} />}
      {action.failure === null ? null : <FailureNotice failure={action.failure} />}
      {draftState === null ? null : (
        <TaskFile
          files={taskFiles}
          config={draftState.config}
          onConfig={(config) => {
            draft.replace(config);
            setDone(`Loaded ${taskFiles.map(({ name }) => name).join(', ')}.`);
          }}
          onClose={setTaskFiles}
        />
      )}
    </Panel>
  );
}

interface ShareButtonsProps {
  readonly draftState: DraftState | null;
  readonly perform: ReturnType<typeof useAction>['perform'];
  readonly onDone: (message: string) => void;
}

function ShareButtons({ draftState, perform, onDone }: ShareButtonsProps): JSX.Element | null {
  const { ports } = useServices();
  if (draftState === null) return null;
  const { checked, config } = draftState;
  const copy = async (): Promise<void> => {
    onDone('');
    const copied = await perform(async () => {
      const link = checked.ok ? (await import('#harness/bundle-link.ts')).toConfigLink(checked.value) : checked;
      if (!link.ok) return link;
      await navigator.clipboard.writeText(`${window.location.href.split('#')[0] ?? ''}${link.value}`);
      return toOk(link.value.length);
    });
    if (copied.ok) onDone(`Link copied: ${copied.value} characters, the whole configuration is in it.`);
  };
  return (
    <>
      <Button isDisabled={!checked.ok} onPress={() => void copy()}>
        Copy link
      </Button>
      <Button
        isDisabled={!checked.ok}
        onPress={() => {
          ports.saveFile(`${toFileName(config.name)}.json`, new Blob([draftState.text], { type: 'application/json' }));
        }}
      >
        Save configuration
      </Button>
    </>
  );
}
