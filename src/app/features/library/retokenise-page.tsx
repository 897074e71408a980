import { Facts } from '#app/ui/facts.tsx';
import { PageHead } from '#app/ui/page-head.tsx';
import { Panel } from '#app/ui/panel.tsx';
import type { JSX } from 'react';
import styles from './library-lists.module.css';
import { LibraryNav } from './library-nav.tsx';
import { LiveRetokenise } from './live-retokenise.tsx';

/** Its name among the perturbations, of which it is none: an axis. */
export const RETOKENISE = 'retokenise';

const FACTS = [
  {
    label: 'Class',
    value:
      'P. The text is the same to the last byte; only the token ids differ. A change of the score is the model’s dependence on its tokenizer.',
  },
  { label: 'Varies', value: 'token ids of the prompt; it is an axis, reported apart and never pooled with wording' },
  {
    label: 'Source',
    value: 'Provilkov et al. 2020, BPE-dropout, algorithm 1, arXiv:1910.13267; METRICS §10.3 retokenise',
  },
  { label: 'Id', value: 'axis:retokenise=p' },
  { label: 'Parameters', value: 'p in (0, 1]: the probability that a merge is left out; 1 = one token for each byte' },
  {
    label: 'Never changes',
    value: 'the text; special and added tokens; the words of the chat template; words partly outside a message',
  },
  {
    label: 'Refused',
    value:
      'tokenizers that are not byte-level BPE or that change the text; tasks that choose among options or measure texts',
  },
] as const;

/** The axis `retokenise`: what it does, from where, and what it makes of the reader's own text. */
export function RetokenisePage(): JSX.Element {
  return (
    <>
      <PageHead
        title="Other token ids"
        lead="The same text in other tokens: merges of the tokenizer left out at random."
      />
      <LibraryNav />
      <div className={styles['stack']}>
        <Panel title="Definition">
          <p className={styles['lead']}>
            Each word of a message is merged anew from its bytes. At every step each possible merge is left out with
            probability p, and the best of those that remain is made; a word of which none remains is done.
          </p>
          <Facts facts={FACTS} />
        </Panel>
        <LiveRetokenise />
      </div>
    </>
  );
}
