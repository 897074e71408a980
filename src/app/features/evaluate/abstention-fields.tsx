import { CheckField } from '#app/ui/check-field.tsx';
import { TextField } from '#app/ui/field.tsx';
import type { JSX } from 'react';
import type { FormPartProps } from './config-form.tsx';
import styles from './judgement-panels.module.css';

/** By which output the model says that it does not answer. */
export function AbstentionFields({ config, onChange, errorAt }: FormPartProps): JSX.Element {
  const abstention = config.abstention ?? null;
  return (
    <div className={styles['stack']}>
      <CheckField
        label="The model may abstain"
        hint="An output that is the token and nothing else counts as not answering. Doubt in free text is not looked for: that would work in one language only."
        isOn={abstention !== null}
        onChange={(isOn) => {
          onChange({ ...config, abstention: isOn ? { token: 'ABSTAIN' } : null });
        }}
      />
      {abstention === null ? null : (
        <div className={styles['inset']}>
          <TextField
            label="Token"
            value={abstention.token}
            error={errorAt('abstention.token')}
            {...(isOffered(config, abstention.token)
              ? {}
              : { hint: 'Neither the system message nor the prompt template offers it: the model cannot know it.' })}
            onChange={(token) => {
              onChange({ ...config, abstention: { token } });
            }}
          />
        </div>
      )}
    </div>
  );
}

function isOffered({ task }: FormPartProps['config'], token: string): boolean {
  return `${task.system ?? ''}\n${task.promptTemplate}`.includes(token);
}
