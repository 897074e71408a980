import type { Lexicon } from './lexicon.ts';

/**
 * System prompts. Those that are no desk's own are members of the pools of `sys_paraphrase`, so that the perturbation has
 * something to swap; the held-out ones are other members.
 */
export const SYSTEM_PROMPTS: Lexicon<string> = {
  train: [
    'You are a helpful assistant.',
    'You are an assistant who helps.',
    'You are a small assistant.',
    'Follow the instructions exactly.',
    'Do exactly what the instructions say.',
    'Answer briefly.',
    'Give a brief answer.',
    'You work at a maintenance desk.',
    'You are the maintenance desk.',
  ],
  heldOut: ['Your role is to be a helpful assistant.', 'Stick to the instructions exactly.', 'Keep your answer brief.'],
};
