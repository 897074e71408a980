import { encodeUtf8 } from '#core/bundle/utf8.ts';
import { toFailed, toOk, type Result } from '#core/errors/result.ts';
import { sha256Hex } from '#core/hash/sha256.ts';
import { createRng } from '#core/rng/rng.ts';
import { parseTokenBytes, type TokenBytes } from '#core/text/token-bytes.ts';
import { analyseCoverage, COUNTED, type CountedLanguage } from '#core/tokenizer/analyse-coverage.ts';
import { countSentence, type BareCodec, type SentenceCount } from '#core/tokenizer/count-sentence.ts';
import { parseParallelText } from '#core/tokenizer/parse-parallel-text.ts';
import type { TokenizerReport } from '#core/tokenizer/tokenizer-report.ts';
import { toMainScript } from '#protocols/perturbations/text/script.ts';
import type { TokenizerRequest } from '#workers/contract/tokenizer.ts';

/** Builds the codec of a model folder's tokenizer files; `workers/decode` provides it. */
export type CreateBareCodec = (files: Readonly<Record<string, string>>) => Result<BareCodec>;

/** How intervals of the report are made. */
const LEVEL = 0.95;
const RESAMPLES = 2000;
const SEED = 1;

/** The language that others are compared with. */
const REFERENCE = 'en';

/** Coverage of every language of a text by a tokenizer. Fails naming the file, the line or the sentence that cannot be used. */
export function analyseTokenizer(
  { name, files, textName, text }: TokenizerRequest,
  createCodec: CreateBareCodec,
): Result<TokenizerReport> {
  const parsed = parseParallelText(text);
  if (!parsed.ok) return parsed;
  const codec = createCodec(files);
  if (!codec.ok) return { ok: false, failure: { ...codec.failure, code: 'model-not-a-model' } };
  const tokenizerJson = files['tokenizer.json'] ?? '';
  const tokenBytes = parseTokenBytes(tokenizerJson);
  const counted: CountedLanguage[] = [];
  for (const { language, sentences } of parsed.value.languages) {
    const counts = countAll(language, sentences, codec.value, tokenBytes);
    if (!counts.ok) return counts;
    counted.push({ language, script: toMainScript(sentences.join('\n')), counts: counts.value });
  }
  const reference = parsed.value.isParallel
    ? (counted.find(({ language }) => language === REFERENCE)?.counts ?? null)
    : null;
  const rng = createRng(SEED);
  const languages = counted.map((entry) => {
    const stream = rng.fork(`tokenizer/${entry.language}`);
    const drawIndex = (size: number): number => stream.int(0, size - 1);
    return analyseCoverage(entry, reference, { level: LEVEL, resamples: RESAMPLES, drawIndex });
  });
  return toOk({
    schemaVersion: 1,
    tokenizer: name,
    tokenizerSha256: sha256Hex(encodeUtf8(tokenizerJson)),
    text: textName,
    textSha256: sha256Hex(encodeUtf8(text)),
    counted: [...COUNTED],
    level: LEVEL,
    reference: reference === null ? null : REFERENCE,
    languages,
  });
}

/** A tokenizer.json of an unknown kind can throw on a text only. */
function countAll(
  language: string,
  sentences: readonly string[],
  codec: BareCodec,
  tokenBytes: TokenBytes | null,
): Result<readonly SentenceCount[]> {
  const counts: SentenceCount[] = [];
  for (const [index, sentence] of sentences.entries()) {
    try {
      counts.push(countSentence(sentence, codec, tokenBytes));
    } catch (error) {
      return toFailed(
        'model-not-a-model',
        `tokenizer.json cannot be used: it fails on sentence ${index + 1} of "${language}".`,
        { location: 'tokenizer.json', detail: String(error) },
      );
    }
  }
  if (counts.every(({ tokens }) => tokens === 0))
    return toFailed('model-not-a-model', `tokenizer.json gives no token for any sentence of "${language}".`, {
      location: 'tokenizer.json',
    });
  return toOk(counts);
}
