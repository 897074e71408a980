import { SPECIAL_TOKENS } from '../bpe/tokenizer-files.ts';
import { trainBpe, type BpeVocabulary } from '../bpe/train-bpe.ts';
import { toPool, toTexts, type DrawConversation } from '../corpus/corpus.ts';
import type { Recipe } from '../recipes/recipe.ts';

/** The recipe's vocabulary, learned from the first pools of its corpus. */
export function trainTokenizer(recipe: Recipe, draw: DrawConversation): BpeVocabulary {
  const texts = Array.from({ length: recipe.tokenizerPools }, (_, pool) => toPool(recipe.corpus, pool, draw));
  const { vocabularySize } = recipe.training.shape;
  const vocabulary = trainBpe(texts.flat().flatMap(toTexts), vocabularySize, SPECIAL_TOKENS);
  if (vocabulary.tokens.length !== vocabularySize) {
    throw new Error(`the corpus gives ${vocabulary.tokens.length} tokens, not ${vocabularySize}`);
  }
  return vocabulary;
}
