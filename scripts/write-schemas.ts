import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { Cost } from '#core/bundle/cost.ts';
import { EnvironmentMember } from '#core/bundle/environment-member.ts';
import {
  AttemptRow,
  ConditionRow,
  Manifest,
  SampleRow,
  ScoreRow,
  TimingRow,
  TranscriptRow,
} from '#core/bundle/rows.ts';
import { TranscriptEvent } from '#core/events/transcript-event.ts';
import { Annotation } from '#core/model/annotation.ts';
import { Disclosure } from '#core/model/disclosure.ts';
import { EffectiveConfig } from '#core/model/effective-config.ts';
import { HarnessConfig } from '#core/model/harness-config.ts';
import { Report } from '#core/model/report.ts';
import { Rescoring } from '#core/model/rescoring.ts';
import { ColumnMapping } from '#core/model/row-mapping.ts';
import { Scorer } from '#core/model/scorer.ts';
import { Replication } from '#core/replication/replication.ts';
import { TokenizerReport } from '#core/tokenizer/tokenizer-report.ts';

const FOLDER = new URL('../public/schema/', import.meta.url);

/** File name, title and schema of everything that people read or write outside the app. */
const SCHEMAS: readonly (readonly [string, string, z.ZodType])[] = [
  ['harness-config', 'Plumbline configuration (config.json)', HarnessConfig],
  ['manifest', 'Plumbline bundle: manifest.json', Manifest],
  ['effective-config', 'Plumbline bundle: effective-config.json', EffectiveConfig],
  ['environment', 'Plumbline bundle: environment.json', EnvironmentMember],
  ['sample-row', 'Plumbline bundle: a line of samples.jsonl', SampleRow],
  ['condition-row', 'Plumbline bundle: a line of conditions.jsonl', ConditionRow],
  ['transcript-row', 'Plumbline bundle: a line of transcripts-*.jsonl', TranscriptRow],
  ['attempt-row', 'Plumbline bundle: a line of attempts-*.jsonl', AttemptRow],
  ['timing-row', 'Plumbline bundle: a line of timings-*.jsonl', TimingRow],
  ['score-row', 'Plumbline bundle: a line of scores.jsonl', ScoreRow],
  ['report', 'Plumbline bundle: report.json', Report],
  ['rescoring', 'Plumbline bundle: rescoring.json', Rescoring],
  ['annotation', 'Plumbline bundle: a line of annotations.jsonl', Annotation],
  ['scorer', 'Plumbline scorer, for npm run rescore', Scorer],
  ['column-mapping', 'Plumbline: what the columns of a table mean, for npm run task', ColumnMapping],
  ['cost', 'Plumbline bundle: cost.json', Cost],
  ['replication', 'Plumbline: replication.json, two runs of one design compared', Replication],
  ['tokenizer-report', 'Plumbline: report of npm run tokenizer', TokenizerReport],
  ['disclosure', 'Plumbline: disclosure.json of a model', Disclosure],
  ['transcript-event', 'Plumbline: a line of a run\u2019s journal', TranscriptEvent],
];

/** JSON Schema (draft 2020-12) texts by file name. Checks that zod makes in code (duplicate ids, trial count) are not in them. */
export function toSchemaTexts(): ReadonlyMap<string, string> {
  return new Map(
    SCHEMAS.map(([name, title, schema]) => {
      const { $schema, ...body } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
      return [`${name}.schema.json`, `${JSON.stringify({ $schema, title, ...body }, null, 2)}\n`];
    }),
  );
}

async function writeSchemas(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const texts = toSchemaTexts();
  for (const name of await readdir(FOLDER))
    if (name.endsWith('.schema.json') && !texts.has(name)) await rm(new URL(name, FOLDER));
  for (const [name, text] of texts) await writeFile(new URL(name, FOLDER), text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writeSchemas();
