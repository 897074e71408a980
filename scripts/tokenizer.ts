import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { toCanonicalJson } from '#core/bundle/canonical-json.ts';
import { TokenizerReport, type TokenizerReading } from '#core/tokenizer/tokenizer-report.ts';
import { analyseTokenizer } from '#harness/analyse-tokenizer.ts';
import { createBareCodec } from '#workers/decode/bare-codec.ts';
import { root } from './root.ts';
import { writeWholeFile } from './write-whole-file.ts';

const HELP = `npm run tokenizer -- (--model-dir <folder> | --tokenizer <tokenizer.json>) [--text <file>] --out <report.json>

How well a tokenizer covers languages: tokens per character, word and byte, byte fallback, round trips, and the ratio
against English on parallel text. Weights are not read.

  --model-dir <folder>  folder with tokenizer.json; tokenizer_config.json beside it is read too
  --tokenizer <file>    a tokenizer.json alone
  --text <file>         UTF-8: a table with tabs whose first line names languages (parallel), or one sentence a line;
                        without it the 32 sentences in six languages that the app ships
  --out <file>          where the report goes; an existing file is replaced
  --help                this text

Exit code: 0 report written · 1 the tokenizer or the text cannot be used: nothing is written · 2 bad arguments, or a file
cannot be read.
`;

const SHIPPED_TEXT = join(root, 'public/tokenizer/parallel-1.tsv');

async function readFiles(folder: string | undefined, file: string | undefined): Promise<Record<string, string>> {
  if (folder === undefined) return { 'tokenizer.json': await readFile(file ?? '', 'utf8') };
  const config = await readFile(join(folder, 'tokenizer_config.json'), 'utf8').catch(() => null);
  return {
    'tokenizer.json': await readFile(join(folder, 'tokenizer.json'), 'utf8'),
    ...(config === null ? {} : { 'tokenizer_config.json': config }),
  };
}

function toCell({ value }: TokenizerReading): string {
  return (value === null ? '–' : value.toFixed(3)).padStart(8);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      'model-dir': { type: 'string' },
      tokenizer: { type: 'string' },
      text: { type: 'string', default: SHIPPED_TEXT },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const { 'model-dir': folder, tokenizer, text: textFile, out } = values;
  if ((folder === undefined) === (tokenizer === undefined) || out === undefined) {
    process.stderr.write(`One of --model-dir and --tokenizer, and --out, are needed.\n\n${HELP}`);
    return 2;
  }
  const files = await readFiles(folder, tokenizer);
  const text = await readFile(textFile, 'utf8');
  const name = basename(folder ?? tokenizer ?? '');
  const report = analyseTokenizer({ name, files, textName: basename(textFile), text }, createBareCodec);
  if (!report.ok) {
    const { message, detail } = report.failure;
    process.stderr.write(detail === null ? `${message}\n` : `${message}\n    ${detail}\n`);
    return 1;
  }
  await writeWholeFile(out, `${toCanonicalJson(TokenizerReport.parse(report.value))}\n`);
  console.log('language tok/char tok/word tok/byte   bytes% failures  vs en');
  for (const entry of report.value.languages)
    console.log(
      entry.language.padEnd(8),
      toCell(entry.tokensPerCharacter),
      toCell(entry.tokensPerWord),
      toCell(entry.tokensPerByte),
      toCell(entry.byteFallbackShare),
      toCell(entry.roundTripFailureShare),
      toCell(entry.fertilityRatio),
    );
  return 0;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 2;
});
