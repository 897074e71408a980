import { Button } from '#app/ui/button.tsx';
import { CheckField } from '#app/ui/check-field.tsx';
import { NumberField, SelectField, TextField } from '#app/ui/field.tsx';
import { TextAreaField } from '#app/ui/text-area-field.tsx';
import { ConfidenceConfig } from '#core/model/confidence-config.ts';
import type { JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import { ENGLISH_TEXTS, HINDI_TEXTS, type ConfidenceTexts } from './confidence-texts.ts';
import styles from './judgement-panels.module.css';

const NOTHING: ConfidenceConfig = { pTrue: null, verbalized: null, conditions: 'original' };

const conditionOptions = [
  { value: 'original', label: 'answers to the plain prompts' },
  { value: 'all', label: 'every answer, perturbed prompts too' },
] as const;

/** Which questions are asked about each answer, and in which words. */
export function ConfidenceFields({ config, onChange, errorAt }: FormPartProps): JSX.Element {
  const confidence = config.confidence ?? NOTHING;
  const { pTrue, verbalized } = confidence;
  const set = (change: Partial<ConfidenceConfig>): void => {
    const next = { ...confidence, ...change };
    onChange({ ...config, confidence: next.pTrue === null && next.verbalized === null ? null : next });
  };
  const useTexts = (texts: ConfidenceTexts): void => {
    set({
      pTrue: pTrue === null ? null : texts.pTrue,
      verbalized: verbalized === null ? null : texts.verbalized,
    });
  };
  return (
    <div className={styles['stack']}>
      <CheckField
        label="Ask whether it is right"
        hint="p_true: after its own answer, the probabilities of two verdicts are compared. Nothing is drawn."
        isOn={pTrue !== null}
        onChange={(isOn) => {
          set({ pTrue: isOn ? ENGLISH_TEXTS.pTrue : null });
        }}
      />
      {pTrue === null ? null : (
        <div className={styles['inset']}>
          <TextAreaField
            label="Question about being right"
            value={pTrue.question}
            error={errorAt('confidence.pTrue.question')}
            onChange={(question) => {
              set({ pTrue: { ...pTrue, question } });
            }}
          />
          <div className={styles['fields']}>
            <TextField
              label="Verdict: right"
              value={pTrue.trueText}
              error={errorAt('confidence.pTrue.trueText')}
              onChange={(trueText) => {
                set({ pTrue: { ...pTrue, trueText } });
              }}
            />
            <TextField
              label="Verdict: wrong"
              value={pTrue.falseText}
              error={errorAt('confidence.pTrue.falseText')}
              onChange={(falseText) => {
                set({ pTrue: { ...pTrue, falseText } });
              }}
            />
          </div>
        </div>
      )}
      <CheckField
        label="Ask for a number"
        hint="verbalized: the reply must be a number from 0 to 100 and nothing else; other replies give no confidence."
        isOn={verbalized !== null}
        onChange={(isOn) => {
          set({ verbalized: isOn ? ENGLISH_TEXTS.verbalized : null });
        }}
      />
      {verbalized === null ? null : (
        <div className={styles['inset']}>
          <TextAreaField
            label="Question for a number"
            value={verbalized.question}
            error={errorAt('confidence.verbalized.question')}
            onChange={(question) => {
              set({ verbalized: { ...verbalized, question } });
            }}
          />
          <div className={styles['fields']}>
            <NumberField
              label="Tokens of the reply"
              hint="at most"
              min={1}
              value={verbalized.maxNewTokens}
              error={errorAt('confidence.verbalized.maxNewTokens')}
              onChange={(maxNewTokens) => {
                set({ verbalized: { ...verbalized, maxNewTokens } });
              }}
            />
          </div>
        </div>
      )}
      {pTrue === null && verbalized === null ? null : (
        <>
          <SelectField
            label="Ask about"
            value={confidence.conditions}
            options={conditionOptions}
            onChange={(value) => {
              set({ conditions: ConfidenceConfig.shape.conditions.parse(value) });
            }}
          />
          <div className={styles['actions']}>
            {[ENGLISH_TEXTS, HINDI_TEXTS].map((texts) => (
              <Button
                key={texts.language}
                onPress={() => {
                  useTexts(texts);
                }}
              >
                Use {texts.language} texts
              </Button>
            ))}
          </div>
          <p className={styles['note']}>
            Write the texts in the language of the task. The Hindi ones have not been reviewed by a native speaker. Each
            question costs one more prompt for every answer that differs; its time is counted apart.
          </p>
        </>
      )}
    </div>
  );
}
