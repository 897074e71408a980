import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Result } from '#core/errors/result.ts';
import { toCoverageChart } from '#core/charts/coverage-chart.ts';
import { toCoverageCsv, toCoverageTable } from '#core/tokenizer/to-coverage-table.ts';
import { parseParallelText } from '#core/tokenizer/parse-parallel-text.ts';
import { TokenizerReport, type LanguageCoverage } from '#core/tokenizer/tokenizer-report.ts';
import { analyseTokenizer } from '#harness/analyse-tokenizer.ts';
import { createByteTokenizer } from '#tests/support/tiny-llama/byte-tokenizer.ts';
import { createBpeCodec } from '#training/bpe/bpe-codec.ts';
import { parseTokenizerJson } from '#training/bpe/tokenizer-files.ts';
import { createBareCodec } from '#workers/decode/bare-codec.ts';

const readPublic = (path: string): string => readFileSync(new URL(`../../../public/${path}`, import.meta.url), 'utf8');
const shipped = readPublic('tokenizer/parallel-1.tsv');
const referenceJson = readPublic('models/reference/tokenizer.json');
const byteJson = createByteTokenizer().json;

const analyse = (tokenizerJson: string, text: string): Result<TokenizerReport> =>
  analyseTokenizer({ name: 't', files: { 'tokenizer.json': tokenizerJson }, textName: 'x', text }, createBareCodec);

function toReport(tokenizerJson: string, text: string): TokenizerReport {
  const report = analyse(tokenizerJson, text);
  if (!report.ok) throw new Error(report.failure.message);
  return TokenizerReport.parse(report.value);
}

function find(report: TokenizerReport, language: string): LanguageCoverage {
  const found = report.languages.find((entry) => entry.language === language);
  if (found === undefined) throw new Error(`no ${language}`);
  return found;
}

describe('the reference model on the shipped sentences', () => {
  const report = toReport(referenceJson, shipped);

  test('counts the tokens that our own encoder of the training gives', () => {
    const bpe = createBpeCodec(parseTokenizerJson(referenceJson));
    const text = parseParallelText(shipped);
    if (!text.ok) throw new Error(text.failure.message);
    expect(text.value.languages.map(({ language }) => language)).toEqual(['en', 'kn', 'bn', 'hi', 'ar', 'zh']);
    for (const { language, sentences } of text.value.languages) {
      const ids = sentences.map((sentence) => [...bpe.encode(sentence.normalize('NFC'))]);
      const entry = find(report, language);
      expect(entry.tokens, language).toBe(ids.flat().length);
      const bytes = sentences.reduce((sum, sentence) => sum + Buffer.byteLength(sentence), 0);
      expect(entry.bytes).toBe(bytes);
      expect(entry.tokensPerByte.value).toBeCloseTo(ids.flat().length / bytes, 12);
    }
  });

  test('gives every language its script, its interval, and every sentence back', () => {
    expect(report.languages.map(({ script }) => script)).toEqual([
      'latin',
      'kannada',
      'bangla',
      'devanagari',
      'arabic',
      'han',
    ]);
    for (const entry of report.languages) {
      expect(entry.sentences).toBeGreaterThanOrEqual(30);
      expect(entry.roundTripFailures).toEqual([]);
      expect(entry.roundTripFailureShare.interval?.lower).toBe(0);
      const { value, interval, reason } = entry.tokensPerCharacter;
      // Every Han character costs this tokenizer three bytes and nothing else.
      if (entry.language === 'zh') {
        expect([value, interval, reason]).toEqual([3, null, expect.stringContaining('same ratio')]);
        continue;
      }
      expect(interval?.lower ?? 9).toBeLessThan(value ?? 0);
      expect(interval?.upper ?? 0).toBeGreaterThan(value ?? 9);
    }
    expect(find(report, 'zh').words).toBeNull();
    expect(find(report, 'en').fertilityRatio).toMatchObject({ value: 1, interval: null });
    expect(find(report, 'kn').fertilityRatio.value).toBeCloseTo(
      find(report, 'kn').tokens / find(report, 'en').tokens,
      12,
    );
  });

  test('is the same twice', () => {
    expect(toReport(referenceJson, shipped)).toEqual(report);
  });

  test('is shown and saved whole', () => {
    expect(toCoverageTable(report).rows).toHaveLength(6);
    expect(toCoverageChart(report, 'fertilityRatio').rows).toHaveLength(6);
    const lines = toCoverageCsv(report).trimEnd().split('\r\n');
    expect(new Set(lines.map((line) => line.split(',').length)).size).toBe(1);
    expect(lines).toHaveLength(7);
  });
});

describe('a tokenizer of bytes, by hand', () => {
  // é is one code point of 2 bytes after NFC; "ab é" has 4 code points, 5 bytes, 2 words.
  test('spends a token a byte, and counts each byte of a longer character as fallback', () => {
    const entry = find(toReport(byteJson, 'ab e\u0301\n你'), 'text');
    expect(entry).toMatchObject({ sentences: 2, characters: 5, bytes: 8, tokens: 8, words: 3 });
    expect(entry.tokensPerByte.value).toBe(1);
    expect(entry.byteFallbackShare.value).toBe(5 / 8);
    expect(entry.roundTripFailureShare.value).toBe(0);
    expect(entry.fertilityRatio.value).toBeNull();
  });

  test('names the sentences that do not come back', () => {
    const lossy = JSON.parse(byteJson) as { normalizer: unknown };
    lossy.normalizer = { type: 'Lowercase' };
    const entry = find(toReport(JSON.stringify(lossy), 'low\nHigh\nlow again'), 'text');
    expect(entry.roundTripFailures).toEqual([2]);
    expect(entry.roundTripFailureShare.value).toBeCloseTo(1 / 3, 12);
  });
});

describe('what cannot be used is refused with the place', () => {
  test.each([
    ['not JSON', '{', 'tokenizer.json'],
    ['a web page', '<html>', 'tokenizer.json'],
    ['a list', '[]', 'tokenizer.json'],
    ['no model', '{}', 'tokenizer.json'],
    ['an unknown model', '{"model":{"type":"Magic","vocab":{}}}', 'tokenizer.json'],
    ['an empty vocabulary', '{"model":{"type":"BPE","vocab":{},"merges":[]}}', 'tokenizer.json'],
    ['a vocabulary of the wrong kind', '{"model":{"type":"BPE","vocab":7,"merges":[]}}', 'tokenizer.json'],
  ])('%s', (_, json, location) => {
    expect(analyse(json, 'some text')).toMatchObject({ ok: false, failure: { location } });
  });

  test.each([
    ['no sentence', '\n \n', 'line 1'],
    ['a row with too few columns', 'en\tkn\na\tb\nc', 'line 3'],
    ['a row with an empty cell', 'en\tkn\na\t ', 'line 2'],
    ['a language twice', 'en\ten\na\tb', 'line 1'],
    ['a line too long', 'x'.repeat(20_001), 'line 1'],
  ])('a text with %s', (_, text, location) => {
    expect(analyse(byteJson, text)).toMatchObject({ ok: false, failure: { code: 'task-invalid', location } });
  });
});
