import { expose } from 'comlink';
import { analyseTokenizer } from '#harness/analyse-tokenizer.ts';
import { tryRetokenise } from '#harness/try-retokenise.ts';
import type { TokenizerApi } from '#workers/contract/tokenizer.ts';
import { createBareCodec } from '../decode/bare-codec.ts';
import { countPrompts } from './count-prompts.ts';
import { createTextCodec } from '../decode/text-codec.ts';
import { guard } from '../shared/guard.ts';

expose({
  analyse: (request) => guard(async () => analyseTokenizer(request, createBareCodec)),
  countPrompts: (request) => guard(async () => countPrompts(request)),
  retokenise: (request) => guard(async () => tryRetokenise(request, (files) => createTextCodec(files, null))),
} satisfies TokenizerApi);
