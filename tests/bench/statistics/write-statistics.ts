// npm run statistics: writes docs/statistics.md from the metric index and from what `npm run bench` stored for
// `statistics --label statistics` and `verdicts --label verdicts`.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { toStatisticsDocument } from './statistics-document.ts';
import { STATISTICS_FILE, toStatisticsResult, toVerdictRows, VERDICTS_FILE } from './statistics-result.ts';

const result = toStatisticsResult(await readFile(join(root, STATISTICS_FILE), 'utf8'));
const verdicts = toVerdictRows(await readFile(join(root, VERDICTS_FILE), 'utf8'));
await writeFile(join(root, 'docs', 'statistics.md'), toStatisticsDocument(result, verdicts));
console.log('wrote docs/statistics.md');
