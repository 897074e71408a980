import { expose } from 'comlink';
import { analyseTokenizer } from '#harness/analyse-tokenizer.ts';
import type { TokenizerApi } from '#workers/contract/tokenizer.ts';
import { createBareCodec } from '../decode/bare-codec.ts';
import { guard } from '../shared/guard.ts';

expose({
  analyse: (request) => guard(async () => analyseTokenizer(request, createBareCodec)),
} satisfies TokenizerApi);
