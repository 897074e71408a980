import { MarkdownText } from '#app/ui/markdown-text.tsx';
import { parseMarkdown } from '#core/text/parse-markdown.ts';
import type { JSX } from 'react';

/** The document of the repository, so that there is one description; its title is the screen's. */
const documentByPath = import.meta.glob<string>('/docs/scorers.md', { query: '?raw', import: 'default', eager: true });
const blocks = Object.values(documentByPath).flatMap((text) => parseMarkdown(text).slice(1));

/** The rules that a scorer is made of. */
export function ScorerIndex(): JSX.Element {
  return <MarkdownText blocks={blocks} topLevel={1} />;
}
