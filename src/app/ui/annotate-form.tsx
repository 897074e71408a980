import type { AnnotationContent, AnnotationTarget } from '#core/model/annotation.ts';
import { useState, type JSX } from 'react';
import styles from './annotations.module.css';
import { keepAuthorName, readAuthorName } from './author-name.ts';
import { Button } from './button.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { SelectField, TextField } from './field.tsx';
import { TextAreaField } from './text-area-field.tsx';
import type { Annotations } from './use-annotations.ts';

export type AnnotationKind = Exclude<AnnotationContent['type'], 'retract'>;

/** Something that can be annotated here, with the kinds that fit it. */
export interface AnnotationSubject {
  readonly label: string;
  readonly target: AnnotationTarget;
  readonly kinds: readonly AnnotationKind[];
}

export interface AnnotateFormProps {
  readonly subjects: readonly [AnnotationSubject, ...AnnotationSubject[]];
  readonly scorers: readonly string[];
  readonly annotations: Annotations;
}

const kindText: Readonly<Record<AnnotationKind, string>> = {
  comment: 'Comment',
  tag: 'Tag',
  'define-tag': 'Say what a tag means',
  regrade: 'Grade again',
  invalidate: 'Invalidate',
  objection: 'Object',
};

const hintByKind: Readonly<Record<AnnotationKind, string>> = {
  comment: 'What you saw.',
  tag: 'Why, if it is not plain; may stay empty.',
  'define-tag': 'Others who read the run tag by it.',
  regrade: 'Why the scorer is wrong. Both results stay and are shown.',
  invalidate: 'Why it must not count. Both results stay and are shown.',
  objection: 'What is wrong, and what would be right.',
};

/** Says something about a trial, a sample, the run or its severity scale, under a name and with a reason. */
export function AnnotateForm({ subjects, scorers, annotations }: AnnotateFormProps): JSX.Element {
  const [author, setAuthor] = useState(readAuthorName);
  const [subjectIndex, setSubjectIndex] = useState(0);
  const subject = subjects[subjectIndex] ?? subjects[0];
  const [wantedKind, setKind] = useState<AnnotationKind>('comment');
  const kind = subject.kinds.includes(wantedKind) ? wantedKind : (subject.kinds[0] ?? 'comment');
  const [text, setText] = useState('');
  const [tag, setTag] = useState('');
  const [scorer, setScorer] = useState(scorers[0] ?? '');
  const [success, setSuccess] = useState<0 | 1>(1);
  const needsTag = kind === 'tag' || kind === 'define-tag';
  const isReady = author.trim() !== '' && (text.trim() !== '' || kind === 'tag') && (!needsTag || tag.trim() !== '');
  const tags = [
    ...new Set(annotations.all.flatMap(({ content }) => ('tag' in content ? [content.tag] : []))),
  ].toSorted();
  const add = async (): Promise<void> => {
    keepAuthorName(author.trim());
    const content = toContent(kind, { text: text.trim(), tag: tag.trim(), scorer, success });
    if (!(await annotations.add(author, subject.target, content))) return;
    setText('');
    setTag('');
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !annotations.isBusy) void add();
      }}
    >
      {subjects.length === 1 ? null : (
        <SelectField
          label="About"
          value={String(subjectIndex)}
          options={subjects.map(({ label }, index) => ({ value: String(index), label }))}
          onChange={(index) => {
            setSubjectIndex(Number(index));
          }}
        />
      )}
      <SelectField
        label="What"
        value={kind}
        options={subject.kinds.map((value) => ({ value, label: kindText[value] }))}
        onChange={(value) => {
          setKind(subject.kinds.find((one) => one === value) ?? kind);
        }}
      />
      {kind === 'regrade' ? (
        <>
          <SelectField
            label="Scorer"
            value={scorer}
            options={scorers.map((name) => ({ value: name, label: name }))}
            onChange={setScorer}
          />
          <SelectField
            label="Right result"
            value={String(success)}
            options={[
              { value: '1', label: 'success' },
              { value: '0', label: 'no success' },
            ]}
            onChange={(value) => {
              setSuccess(value === '1' ? 1 : 0);
            }}
          />
        </>
      ) : null}
      {needsTag ? (
        <TextField
          label="Tag"
          value={tag}
          onChange={setTag}
          hint={tags.length === 0 ? 'Letters, digits, spaces, “-” and “_”.' : `In use: ${tags.join(', ')}`}
        />
      ) : null}
      <TextField
        label="Your name"
        value={author}
        onChange={setAuthor}
        hint="Stands in the bundle; kept on this device."
      />
      <div className={styles['wide']}>
        <TextAreaField
          label={kind === 'comment' ? 'Comment' : kind === 'define-tag' ? 'Meaning' : 'Reason'}
          value={text}
          onChange={setText}
          hint={hintByKind[kind]}
        />
      </div>
      {annotations.failure === null ? null : (
        <div className={styles['wide']}>
          <FailureNotice failure={annotations.failure} />
        </div>
      )}
      <div className={styles['wide']}>
        <Button type="submit" isDisabled={!isReady || annotations.isBusy}>
          {annotations.isBusy ? 'Writing…' : 'Add'}
        </Button>
      </div>
    </form>
  );
}

function toContent(
  kind: AnnotationKind,
  { text, tag, scorer, success }: { text: string; tag: string; scorer: string; success: 0 | 1 },
): AnnotationContent {
  switch (kind) {
    case 'comment':
    case 'invalidate':
    case 'objection':
      return { type: kind, text };
    case 'tag':
    case 'define-tag':
      return { type: kind, tag, text };
    case 'regrade':
      return { type: 'regrade', scorer, success, text };
    default:
      return kind satisfies never;
  }
}
