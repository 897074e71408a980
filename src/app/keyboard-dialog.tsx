import { useState, type JSX } from 'react';
import { isHelpKeyOn, setHelpKey } from './help-key.ts';
import styles from './keyboard-dialog.module.css';
import { Button } from './ui/button.tsx';
import { CheckField } from './ui/check-field.tsx';
import { Dialog } from './ui/dialog.tsx';

/** Keys by place; every one is the doing of a component or of the browser. */
const GROUPS = [
  {
    title: 'Everywhere',
    keys: [
      [['Tab'], 'to the next control; the first stop of a page skips to its content'],
      [['Shift', 'Tab'], 'to the control before'],
      [['Enter'], 'presses a button, follows a link'],
      [['Space'], 'presses a button, ticks a box, unfolds a section'],
      [['Esc'], 'closes a dialog or a note'],
      [['?'], 'this list'],
    ],
  },
  {
    title: 'List of trials',
    keys: [
      [['↑', '↓'], 'the trial before or after'],
      [['Page up', 'Page down'], 'ten trials'],
      [['Home', 'End'], 'the first or last trial'],
    ],
  },
  {
    title: 'Samples by epochs in a report',
    keys: [
      [['↑', '↓'], 'the sample above or below; Page up, Page down, Home and End as in lists'],
      [['Enter'], 'opens the transcripts of the sample'],
    ],
  },
  {
    title: 'Tables and code that scroll',
    keys: [[['←', '→'], 'scroll, once the frame has the focus']],
  },
] as const;

/** What every key does, and the choice whether `?` opens this. */
export function KeyboardDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const [isOn, setIsOn] = useState(isHelpKeyOn);
  return (
    <Dialog
      title="Keyboard"
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      actions={<Button onPress={onClose}>Close</Button>}
    >
      {GROUPS.map(({ title, keys }) => (
        <section key={title} className={styles['group']}>
          <h3 className={styles['title']}>{title}</h3>
          <dl className={styles['keys']}>
            {keys.map(([names, does]) => (
              <div key={names.join(' ')}>
                <dt>
                  {names.map((name) => (
                    <kbd key={name}>{name}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <CheckField
        label="The key ? opens this list"
        isOn={isOn}
        onChange={(isChosen) => {
          setHelpKey(isChosen);
          setIsOn(isChosen);
        }}
      />
    </Dialog>
  );
}
