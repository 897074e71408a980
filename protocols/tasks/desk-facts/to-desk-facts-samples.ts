import type { Sample } from '#core/model/sample.ts';
import { createRng } from '#core/rng/rng.ts';
import { createDraw } from '../maintenance-desk/generator/draw.ts';
import { drawChoice, drawExtract, drawTriage, type Fact } from './draw-fact.ts';
import type { FactLanguage } from './language.ts';
import { toFactSample } from './to-fact-sample.ts';

/** Seeds the draws of these samples and nothing else; part of the task's version. */
const TASK_SEED = 'desk-facts-1';

/** A hundred, so that the worst hundredth of the samples is one (`cvar`) and the report ranks without a warning. */
const FACT_COUNT = 100;
/** Families in turn: half of the facts are extractions, three in ten triages, two in ten choices. */
const TURN = [
  'extract',
  'lookup',
  'extract',
  'choice',
  'extract',
  'otherwise',
  'extract',
  'choice',
  'extract',
  'threshold',
] as const;

/** System messages, each with paraphrases in `sys_paraphrase`; only the English one was in the reference model's training. */
export const FACT_SYSTEM: Readonly<Record<FactLanguage, string>> = {
  en: 'Answer briefly.',
  hi: 'संक्षेप में उत्तर दें।',
  kn: 'ಸಂಕ್ಷಿಪ್ತವಾಗಿ ಉತ್ತರಿಸಿ.',
  bn: 'সংক্ষেপে উত্তর দাও।',
};

/**
 * The samples of the desk-facts task in a language, version 1, in file order. Sample `fact-012` states the same facts, asks the same and
 * has the same target in every language.
 */
export function toDeskFactsSamples(language: FactLanguage): readonly Sample[] {
  const root = createRng(TASK_SEED);
  return Array.from({ length: FACT_COUNT }, (_, index) => {
    const sampleId = `fact-${String(index + 1).padStart(3, '0')}`;
    const draw = createDraw(root.fork(sampleId), 'in-distribution');
    return toFactSample(drawFact(draw, TURN[index % TURN.length] ?? 'extract'), sampleId, language);
  });
}

function drawFact(draw: ReturnType<typeof createDraw>, kind: (typeof TURN)[number]): Fact {
  switch (kind) {
    case 'extract':
      return drawExtract(draw);
    case 'choice':
      return drawChoice(draw);
    case 'lookup':
    case 'otherwise':
    case 'threshold':
      return drawTriage(draw, kind);
    default:
      return kind satisfies never;
  }
}
