import type { Estimate } from '#core/model/report.ts';
import { ORIGINAL } from '#core/model/trial.ts';
import { byteFallbackShare, tokensPerCharacter, type CountedPrompt } from '#core/stats/tokens-per-character.ts';
import type { TokenBytes } from '#core/text/token-bytes.ts';
import type { AnalysisContext } from './analyse-context.ts';

/** Above this, a byte of UTF-8 is part of a character of several bytes. */
const LAST_ASCII = 0x7f;

/** How many tokens the plain prompts cost one model for their length. */
export function analysePromptTokens(context: AnalysisContext, model: string): readonly Estimate[] {
  const bytesById = context.findTokenBytes(model);
  const counted = new Map<string, CountedPrompt>();
  for (const { model: of, conditionId, sampleId, prompt, promptTokenIds } of context.rows.transcripts) {
    if (of !== model || conditionId !== ORIGINAL || counted.has(sampleId)) continue;
    counted.set(sampleId, {
      sampleId,
      clusterId: context.sampleById.get(sampleId)?.clusterId ?? sampleId,
      tokens: promptTokenIds.length,
      characters: Array.from(prompt).length,
      byteTokens: bytesById === null ? null : countByteTokens(promptTokenIds, bytesById),
    });
  }
  const prompts = [...counted.values()];
  const place = { model, conditionId: ORIGINAL, scorer: null };
  return [
    context.estimate({ ...place, metric: 'tokens_per_character', unit: 'tokens/character' }, (settings) =>
      tokensPerCharacter(prompts, settings),
    ),
    context.estimate({ ...place, metric: 'byte_fallback_share' }, (settings) => byteFallbackShare(prompts, settings)),
  ];
}

function countByteTokens(tokenIds: readonly number[], bytesById: TokenBytes): number {
  return tokenIds.filter((id) => {
    const bytes = bytesById.get(id);
    return bytes?.length === 1 && (bytes[0] ?? 0) > LAST_ASCII;
  }).length;
}
