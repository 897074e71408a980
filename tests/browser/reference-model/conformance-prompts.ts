import { toEvaluationPrompts, type EvaluationPrompt } from '#training/evaluate/evaluation-prompts.ts';

/** Issue 3 asks for fifty. */
const PROMPT_COUNT = 50;
/** Other than the seeds of training and evaluation, so that the prompts are fresh. */
const SEED = 'conformance-1';
/** Prompts drawn for each family, language and split; 18 × 3 are the first number above fifty. */
const PROMPTS_PER_CELL = 3;

/**
 * Fifty prompts of the maintenance desk, the same every time: every family, language and split twice before any thrice. With
 * noise, and some with a system prompt; none has earlier turns.
 */
export function toConformancePrompts(): readonly EvaluationPrompt[] {
  const prompts = toEvaluationPrompts(SEED, PROMPTS_PER_CELL);
  const rounds = Array.from({ length: PROMPTS_PER_CELL }, (_, round) =>
    prompts.filter((_prompt, index) => index % PROMPTS_PER_CELL === round),
  );
  return rounds.flat().slice(0, PROMPT_COUNT);
}
