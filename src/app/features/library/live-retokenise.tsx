import { useServices } from '#app/ports-context.tsx';
import { QUICK_START, readReadyConfig } from '#app/ready-configs.ts';
import { Button } from '#app/ui/button.tsx';
import { FailureNotice } from '#app/ui/failure-notice.tsx';
import { AreaField, NumberField } from '#app/ui/field.tsx';
import { FileButton } from '#app/ui/file-button.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { useAction } from '#app/ui/use-action.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { EXAMPLE_PROMPTS } from '#protocols/example-prompts.ts';
import { SCRIPTS } from '#protocols/perturbations/text/script.ts';
import type { RetokenisedText } from '#core/tokenizer/retokenised-text.ts';
import { useState, type JSX } from 'react';
import styles from './perturbation-page.module.css';
import { RetokenisedTokens } from './retokenised-tokens.tsx';
import { scriptText } from './script-text.ts';

type Files = Readonly<Record<string, string>>;

const MAX_TOKENIZER_BYTES = 64 * 1024 * 1024;

/** Name under which the reader's own text draws its random numbers. */
const OWN = 'own text';

const EXAMPLES = SCRIPTS.map((script) => ({ script, text: EXAMPLE_PROMPTS[script][0]?.sample.input ?? '' }));

/** The axis on the reader's own text and on an example for each script, by the worker's tokenizer code that a run uses. */
export function LiveRetokenise(): JSX.Element {
  const { ports } = useServices();
  const action = useAction();
  const [text, setText] = useState(EXAMPLES[0]?.text ?? '');
  const [percent, setPercent] = useState(10);
  const [masterSeed, setMasterSeed] = useState(1);
  const [chosen, setChosen] = useState<{ readonly name: string; readonly files: Files } | null>(null);
  const [tried, setTried] = useState<readonly RetokenisedText[] | null>(null);

  const openFiles = async (): Promise<Result<Files>> => {
    if (chosen !== null) return toOk(chosen.files);
    const config = await readReadyConfig(ports.ownFiles, QUICK_START);
    if (!config.ok) return config;
    const [model] = config.value.models;
    return model === undefined
      ? toFailed('internal', 'The quick start has no model.')
      : ports.runtime.readTokenizerFiles(model);
  };
  const run = async (): Promise<void> => {
    const done = await action.perform(async () => {
      const files = await openFiles();
      if (!files.ok) return files;
      const texts = [{ name: OWN, text }, ...EXAMPLES.map((example) => ({ name: example.script, text: example.text }))];
      return ports.tokenizers.retokenise({ files: files.value, texts, probability: percent / 100, masterSeed });
    });
    setTried(done.ok ? done.value : null);
  };
  const takeFile = async (file: File): Promise<void> => {
    const read = await action.perform(() => readTokenizer(file));
    if (!read.ok) return;
    setChosen({ name: file.name, files: { 'tokenizer.json': read.value } });
    setTried(null);
  };
  const isShare = percent > 0 && percent <= 100;
  const isSeed = Number.isSafeInteger(masterSeed) && masterSeed >= 0;
  const own = tried?.find(({ name }) => name === OWN) ?? null;
  return (
    <>
      <Panel
        title="Try it on your own text"
        lead="The same code as in a run, in the tokenizer’s worker. Nothing leaves this page."
      >
        <div className={styles['live']}>
          <div className={styles['entry']}>
            <AreaField label="Text" value={text} rows={4} onChange={setText} />
            <div className={styles['draw']}>
              <NumberField
                label="Merges left out, %"
                value={percent}
                min={1}
                error={isShare ? null : 'More than 0, at most 100.'}
                onChange={setPercent}
              />
              <NumberField
                label="Seed"
                value={masterSeed}
                min={0}
                error={isSeed ? null : 'A whole number from 0.'}
                onChange={setMasterSeed}
              />
            </div>
            <div className={styles['use']}>
              <Button
                variant="primary"
                isDisabled={action.isBusy || text === '' || !isShare || !isSeed}
                onPress={() => void run()}
              >
                Cut into other tokens
              </Button>
              <FileButton
                label="Use another tokenizer.json"
                accept=".json"
                testId="retokenise-file"
                isDisabled={action.isBusy}
                onFile={(file) => void takeFile(file)}
              />
            </div>
            <p role="status" className={styles['state']}>
              {action.isBusy ? 'Cutting…' : `Tokenizer: ${chosen?.name ?? 'the built-in reference model'}.`}
            </p>
            {action.failure === null ? null : <FailureNotice failure={action.failure} />}
          </div>
          <div className={styles['result']}>
            {own === null ? (
              <p className={styles['about']}>The tokens before and after appear here.</p>
            ) : (
              <RetokenisedTokens text={own} />
            )}
          </div>
        </div>
      </Panel>
      <Panel
        title="By script"
        lead="One example for each script, with the tokenizer, share and seed above. A script that the tokenizer has few merges for changes less: its words are bytes already."
      >
        {tried === null ? (
          <p className={styles['about']}>Shown with your own text.</p>
        ) : (
          <ul className={styles['scripts']}>
            {EXAMPLES.map(({ script }) => {
              const entry = tried.find(({ name }) => name === script);
              return entry === undefined ? null : (
                <li key={script} className={styles['script']}>
                  <h3 className={styles['scriptName']}>{scriptText[script].name}</h3>
                  <RetokenisedTokens text={entry} lang={scriptText[script].lang} />
                </li>
              );
            })}
          </ul>
        )}
      </Panel>
    </>
  );
}

async function readTokenizer(file: File): Promise<Result<string>> {
  if (file.size > MAX_TOKENIZER_BYTES)
    return toFailed('task-invalid', `${file.name} is larger than ${MAX_TOKENIZER_BYTES / 1024 / 1024} MiB.`);
  try {
    return toOk(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    return toFailed('task-invalid', `${file.name} is not UTF-8 text.`, { location: file.name });
  }
}
