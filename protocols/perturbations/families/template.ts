import type { Perturbation } from '../../perturbation.ts';
import { fewshotOrder } from '../fewshot-order.ts';
import { fewshotSample } from '../fewshot-sample.ts';
import { fmtCasing } from '../fmt-casing.ts';
import { fmtMarkdown } from '../fmt-markdown.ts';
import { fmtNewlineEof } from '../fmt-newline-eof.ts';
import { fmtSeparator } from '../fmt-separator.ts';
import { fmtSpace } from '../fmt-space.ts';
import { instrParaphrase } from '../instr-paraphrase.ts';
import { sysMove } from '../sys-move.ts';
import { sysParaphrase } from '../sys-paraphrase.ts';
import { sysRemove } from '../sys-remove.ts';

/** Format of the prompt and wording of its instructions, METRICS §10.1. */
export const TEMPLATE_FAMILY: readonly Perturbation[] = [
  fmtSeparator,
  fmtSpace,
  fmtCasing,
  fmtMarkdown,
  fmtNewlineEof,
  sysParaphrase,
  sysRemove,
  sysMove,
  instrParaphrase,
  fewshotOrder,
  fewshotSample,
];
