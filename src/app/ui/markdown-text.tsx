import type { MarkdownBlock, MarkdownInline } from '#core/text/parse-markdown.ts';
import type { JSX } from 'react';
import styles from './markdown-text.module.css';

export interface MarkdownTextProps {
  readonly blocks: readonly MarkdownBlock[];
  /** Levels by which headings are moved down, so that they fit under the screen's own: with 1, `#` is an h2. */
  readonly topLevel: number;
}

/* oxlint-disable react/no-array-index-key -- parts of a document have no identity but their place, and no state */

/** A document of this repository. Links lead out only where they are absolute; others show their text. */
export function MarkdownText({ blocks, topLevel }: MarkdownTextProps): JSX.Element {
  return (
    <div className={styles['text']}>
      {blocks.map((block, index) => (
        <Block key={index} block={block} topLevel={topLevel} />
      ))}
    </div>
  );
}

function Block({ block, topLevel }: { readonly block: MarkdownBlock; readonly topLevel: number }): JSX.Element {
  switch (block.type) {
    case 'heading':
      return block.level + topLevel <= 2 ? (
        <h2>
          <Line parts={block.content} />
        </h2>
      ) : (
        <h3>
          <Line parts={block.content} />
        </h3>
      );
    case 'paragraph':
      return (
        <p>
          <Line parts={block.content} />
        </p>
      );
    case 'list': {
      const items = block.items.map((item, index) => (
        <li key={index}>
          <Line parts={item} />
        </li>
      ));
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return <Table head={block.head} rows={block.rows} />;
    case 'code':
      return <pre tabIndex={0}>{block.text}</pre>;
    default:
      return block satisfies never;
  }
}

interface TableProps {
  readonly head: readonly (readonly MarkdownInline[])[];
  readonly rows: readonly (readonly (readonly MarkdownInline[])[])[];
}

function Table({ head, rows }: TableProps): JSX.Element {
  return (
    <div className={styles['frame']} role="region" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col">
                <Line parts={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, position) => (
                <td key={position}>
                  <Line parts={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ parts }: { readonly parts: readonly MarkdownInline[] }): JSX.Element {
  return (
    <>
      {parts.map((part, index) => (
        <Inline key={index} part={part} />
      ))}
    </>
  );
}

function Inline({ part }: { readonly part: MarkdownInline }): JSX.Element {
  switch (part.type) {
    case 'text':
      return <>{part.text}</>;
    case 'code':
      return <code>{part.text}</code>;
    case 'strong':
      return <strong>{part.text}</strong>;
    case 'emphasis':
      return <em>{part.text}</em>;
    case 'link':
      return part.href.startsWith('https://') ? (
        <a href={part.href} target="_blank" rel="noreferrer">
          {part.text}
        </a>
      ) : (
        <>{part.text}</>
      );
    default:
      return part satisfies never;
  }
}
