import { Empty } from '#app/ui/empty.tsx';
import { MarkdownText } from '#app/ui/markdown-text.tsx';
import { Panel } from '#app/ui/panel.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { parseMarkdown, type MarkdownBlock } from '#core/text/parse-markdown.ts';
import type { JSX } from 'react';
import styles from './library-lists.module.css';
import { ReadyConfigList } from './ready-config-list.tsx';

/** The READMEs of the shipped tasks, by path: a new task appears without being listed here. */
const readmeByPath = import.meta.glob<string>('/protocols/tasks/*/README.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const tasks = Object.entries(readmeByPath)
  .map(([path, text]) => toTask(path.split('/').at(-2) ?? path, parseMarkdown(text)))
  .toSorted((a, b) => a.title.localeCompare(b.title, 'en'));

/** The shipped tasks with what their READMEs say of their origin, and the configurations that use them. */
export function TaskIndex(): JSX.Element {
  return (
    <div className={styles['stack']}>
      <Panel
        title="Ready configurations"
        lead="Each is a task with a model, scorers and a protocol, ready to run. Opening one replaces the configuration in Evaluate."
      >
        <ReadyConfigList />
      </Panel>
      {tasks.length === 0 ? <Empty>This build ships no task.</Empty> : null}
      {tasks.map(({ name, title, origin, rest }) => (
        <Panel key={name} title={title} actions={<Tag>{name}</Tag>}>
          <MarkdownText blocks={origin} topLevel={1} />
          {rest.length === 0 ? null : (
            <details className={styles['more']}>
              <summary>The rest of the README of “{title}”</summary>
              <MarkdownText blocks={rest} topLevel={1} />
            </details>
          )}
        </Panel>
      ))}
    </div>
  );
}

interface TaskText {
  /** Folder of the task. */
  readonly name: string;
  readonly title: string;
  /** What stands before the first chapter: origin, licence, samples. */
  readonly origin: readonly MarkdownBlock[];
  readonly rest: readonly MarkdownBlock[];
}

function toTask(name: string, blocks: readonly MarkdownBlock[]): TaskText {
  const [first] = blocks;
  const hasTitle = first?.type === 'heading' && first.level === 1;
  const body = hasTitle ? blocks.slice(1) : blocks;
  const chapter = body.findIndex(({ type }) => type === 'heading');
  const cut = chapter === -1 ? body.length : chapter;
  return {
    name,
    title: hasTitle ? first.content.map(({ text }) => text).join('') : name,
    origin: body.slice(0, cut),
    rest: body.slice(cut),
  };
}
