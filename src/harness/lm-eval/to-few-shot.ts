import type { Demonstration, FewShot } from '#core/model/few-shot.ts';
import type { FieldRemark } from './read-task-yaml.ts';
import type { TaskFields } from './task-fields.ts';
import type { RowReader } from './to-row-reader.ts';

export interface FewShotReading {
  /** Null = no demonstrations. */
  readonly fewShot: FewShot | null;
  readonly problems: readonly FieldRemark[];
  readonly notes: readonly FieldRemark[];
}

/** Demonstrations before the question, drawn from the samples that the YAML writes out, or from the other rows of the data file. */
export function toFewShot(fields: TaskFields, reader: RowReader): FewShotReading {
  const count = fields.num_fewshot ?? 0;
  const { fewshot_config: config } = fields;
  if (count === 0) {
    const notes =
      config == null ? [] : [{ field: 'fewshot_config', message: 'is not used, because num_fewshot is not set' }];
    return { fewShot: null, problems: [], notes };
  }
  const notes: FieldRemark[] = [];
  if (config?.split != null)
    notes.push({ field: 'fewshot_config.split', message: 'is not used: demonstrations come from the data file' });
  const pool = config?.samples === undefined ? toOwnPool() : toInlinePool(config.samples, reader);
  if (pool.problems.length > 0) return { fewShot: null, problems: pool.problems, notes };
  if (pool.pool.type === 'own-samples')
    notes.push({
      field: 'num_fewshot',
      message: 'demonstrations are drawn from the other rows of the data file, with a recorded draw of our own',
    });
  return {
    fewShot: {
      pool: pool.pool,
      count,
      draw: config?.sampler === 'first_n' ? 'first' : 'per-sample',
      render: {
        type: 'text',
        template: `{input}${config?.target_delimiter ?? fields.target_delimiter ?? ' '}{target}`,
        separator: config?.fewshot_delimiter ?? fields.fewshot_delimiter ?? '\n\n',
      },
    },
    problems: [],
    notes,
  };
}

interface PoolReading {
  readonly pool: FewShot['pool'];
  readonly problems: readonly FieldRemark[];
}

function toOwnPool(): PoolReading {
  return { pool: { type: 'own-samples' }, problems: [] };
}

function toInlinePool(samples: readonly Readonly<Record<string, unknown>>[], reader: RowReader): PoolReading {
  const demonstrations: Demonstration[] = [];
  const problems: FieldRemark[] = [];
  for (const [index, sample] of samples.entries()) {
    const read = reader.readDemonstration(new Map(Object.entries(sample)));
    if ('message' in read) problems.push({ field: `fewshot_config.samples[${index}]`, message: read.message });
    else demonstrations.push(read);
  }
  return { pool: { type: 'inline', demonstrations }, problems };
}
