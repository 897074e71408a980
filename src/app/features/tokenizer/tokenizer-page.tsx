import { useServices } from '#app/ports-context.tsx';
import { QUICK_START, readReadyConfig } from '#app/ready-configs.ts';
import { ButtonLink } from '#app/ui/button-link.tsx';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { FileButton } from '#app/ui/file-button.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { useFileDrop } from '#app/ui/use-file-drop.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import type { ModelRef } from '#core/model/model-ref.ts';
import type { TokenizerReport } from '#core/tokenizer/tokenizer-report.ts';
import { useEffect, useState, type JSX } from 'react';
import { CoverageReport } from './coverage-report.tsx';
import styles from './tokenizer-page.module.css';

/** The sentences that ship with the app. */
const SHIPPED_TEXT = { name: 'parallel-1.tsv', path: 'tokenizer/parallel-1.tsv' };
const MAX_TEXT_BYTES = 4 * 1024 * 1024;
const MAX_TOKENIZER_BYTES = 64 * 1024 * 1024;

interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** What a model's tokenizer makes of languages: a tokenizer and a text in, a table out. No weights are read. */
export function TokenizerPage(): JSX.Element {
  const { ports } = useServices();
  const action = useAction();
  const models = useDraftModels();
  const [ownText, setOwnText] = useState<NamedText | null>(null);
  const [report, setReport] = useState<TokenizerReport | null>(null);

  const analyse = async (
    name: string,
    open: () => Promise<Result<Readonly<Record<string, string>>>>,
  ): Promise<void> => {
    const done = await action.perform(async () => {
      const files = await open();
      if (!files.ok) return files;
      const text =
        ownText === null ? await ports.ownFiles.readText(SHIPPED_TEXT.path, MAX_TEXT_BYTES) : toOk(ownText.text);
      if (!text.ok) return text;
      const textName = ownText?.name ?? SHIPPED_TEXT.name;
      return ports.tokenizers.analyse({ name, files: files.value, textName, text: text.value });
    });
    setReport(done.ok ? done.value : null);
  };
  const takeTokenizer = (file: File): void => {
    void analyse(file.name, async () => {
      const text = await readText(file, MAX_TOKENIZER_BYTES);
      return text.ok ? toOk({ 'tokenizer.json': text.value }) : text;
    });
  };
  const takeText = async (file: File): Promise<void> => {
    const text = await action.perform(() => readText(file, MAX_TEXT_BYTES));
    if (text.ok) setOwnText({ name: file.name, text: text.value });
  };
  const isOver = useFileDrop(([file]) => {
    if (file === undefined) return;
    if (file.name.endsWith('.json')) takeTokenizer(file);
    else void takeText(file);
  });
  return (
    <>
      <PageHead
        title="Tokenizer report"
        lead="How many tokens a model spends on a language: what costs more tokens costs more time and leaves less room. Only the tokenizer is read; nothing leaves this tab."
        actions={<ButtonLink to="/library">Library</ButtonLink>}
      />
      <div className={styles['stack']}>
        <Panel
          title="Text"
          lead="The same sentences in several languages, as a table with tabs whose first line names the languages; or one sentence a line in one language."
        >
          <p className={styles['note']}>
            {ownText === null
              ? '32 short sentences in English, Kannada, Bangla, Hindi, Arabic and Chinese. They are AI-written and not reviewed by native speakers.'
              : `Your text: ${ownText.name}.`}
          </p>
          <div className={styles['buttons']}>
            <FileButton
              label="Use a text of your own"
              accept=".tsv,.txt"
              testId="tokenizer-text"
              isDisabled={action.isBusy}
              onFile={(file) => void takeText(file)}
            />
            {ownText === null ? null : (
              <Button
                variant="quiet"
                onPress={() => {
                  setOwnText(null);
                }}
              >
                Use the shipped sentences
              </Button>
            )}
          </div>
        </Panel>
        <Panel title="Tokenizer" lead="A file can also be dropped anywhere on this page.">
          <div className={styles['buttons']} data-over={isOver}>
            {models.map((model) => (
              <Button
                key={model.modelId}
                variant="primary"
                isDisabled={action.isBusy}
                onPress={() => void analyse(model.modelId, () => ports.runtime.readTokenizerFiles(model))}
              >
                {`Analyse ${model.modelId}`}
              </Button>
            ))}
            <FileButton
              label="Open a tokenizer.json"
              accept=".json"
              testId="tokenizer-file"
              isDisabled={action.isBusy}
              onFile={takeTokenizer}
            />
          </div>
          <p role="status" className={styles['note']}>
            {action.isBusy ? 'Counting…' : report === null ? '' : `Counted ${report.tokenizer} on ${report.text}.`}
          </p>
          {action.failure === null ? null : <FailureNotice failure={action.failure} />}
        </Panel>
        {report === null || action.isBusy ? null : <CoverageReport report={report} />}
      </div>
    </>
  );
}

/** The models of the configuration that is being edited, or of the quick start. */
function useDraftModels(): readonly ModelRef[] {
  const { ports, draft } = useServices();
  const [models, setModels] = useState<readonly ModelRef[]>(() => draft.getState()?.config.models ?? []);
  useEffect(() => {
    if (models.length > 0) return;
    readReadyConfig(ports.ownFiles, QUICK_START).then((config) => {
      if (config.ok) setModels(config.value.models);
    }, reportError);
  }, [models, ports]);
  return models;
}

async function readText(file: File, maxBytes: number): Promise<Result<string>> {
  if (file.size > maxBytes)
    return toFailed('task-invalid', `${file.name} is larger than ${maxBytes / 1024 / 1024} MiB.`, {
      location: file.name,
    });
  try {
    return toOk(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    return toFailed('task-invalid', `${file.name} is not UTF-8 text.`, { location: file.name });
  }
}
