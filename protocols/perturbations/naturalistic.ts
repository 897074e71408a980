import { definePerturbation } from '../perturbation.ts';
import { EVERY_PROTECTED } from '../protected-spans.ts';
import { CHINESE_CHAT, ENGLISH_CHAT } from './tables/chat-style.ts';
import { replaceSites } from './text/edit-sites.ts';
import { toReplacementSites } from './text/replacement-sites.ts';
import { editParts, NoParams } from './text/whole-text-edit.ts';
import { toWordSites } from './text/word-sites.ts';

const ARTICLES = /(?<![\p{L}\p{M}\p{N}'’-])(?:the|an|a) (?=\p{Ll})/giu;
const SENTENCE_END = /(?<=\p{Ll}\p{M}*)\. +(?=\p{L})/gu;

export const naturalistic = definePerturbation({
  id: 'naturalistic',
  version: 1,
  title: 'Chat style',
  description: 'Writes as people do in chats: abbreviations, no articles, run-on sentences.',
  definition:
    'Chat style in three steps, each with the ones before: abbreviations (variant 0), no articles (1), sentences run together in lower case (2). Abbreviations whose word is protected stay written out.',
  class: 'L',
  dimension: 'surface',
  source: 'HAL prompt_variation “naturalistic”, by rule instead of a model; METRICS §10.2 naturalistic',
  scripts: ['latin', 'han'],
  scriptNotes: { latin: 'English.', han: 'Abbreviations only.' },
  params: NoParams,
  defaultParams: {},
  variantCount: 3,
  apply: (prompt, _params, variant) => editParts(prompt, EVERY_PROTECTED, (part) => toChat(part, variant % 3)),
});

function toChat(text: string, level: number): string {
  const short = [toWordSites(text, ENGLISH_CHAT), toReplacementSites(text, CHINESE_CHAT)]
    .flat()
    .toSorted((a, b) => a.start - b.start);
  const abbreviated = replaceSites(text, short);
  if (level === 0) return abbreviated;
  const bare = abbreviated.replace(ARTICLES, '');
  return level === 1 ? bare : bare.replace(SENTENCE_END, ' ').toLowerCase();
}
