// npm run performance: writes docs/performance.md from what `npm run bench -- runtimes --label runtimes` stored.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { toPerformanceDocument } from './performance-document.ts';
import { RUNTIMES_FILE, toRuntimesResult } from './runtimes-result.ts';

const result = toRuntimesResult(await readFile(join(root, RUNTIMES_FILE), 'utf8'));
await writeFile(join(root, 'docs', 'performance.md'), toPerformanceDocument(result));
console.log('wrote docs/performance.md');
