import * as z from 'zod';

const Template = z.string().max(20_000);

/** One step of a filter of lm-evaluation-harness. */
const FilterStep = z.discriminatedUnion('function', [
  z.strictObject({
    function: z.literal('regex'),
    regex_pattern: z.string().optional(),
    group_select: z.union([z.literal(0), z.literal(-1)]).optional(),
    fallback: z.string().optional(),
  }),
  z.strictObject({ function: z.literal('take_first') }),
  z.strictObject({ function: z.literal('remove_whitespace') }),
  z.strictObject({ function: z.literal('lowercase') }),
]);
export type FilterStep = z.infer<typeof FilterStep>;

const Metric = z.strictObject({
  metric: z.enum([
    'exact_match',
    'acc',
    'acc_norm',
    'acc_bytes',
    'word_perplexity',
    'byte_perplexity',
    'bits_per_byte',
  ]),
  aggregation: z.enum(['mean', 'weighted_perplexity', 'bits_per_byte']).optional(),
  higher_is_better: z.boolean().optional(),
  ignore_case: z.boolean().optional(),
  ignore_punctuation: z.boolean().optional(),
});
export type Metric = z.infer<typeof Metric>;

const GenerationKwargs = z.strictObject({
  until: z.union([z.string(), z.array(z.string()).max(16)]).optional(),
  max_gen_toks: z.int().min(1).optional(),
  do_sample: z.boolean().optional(),
  temperature: z.number().min(0).optional(),
  top_p: z.number().gt(0).max(1).optional(),
  top_k: z.int().min(0).optional(),
  min_p: z.number().min(0).max(1).optional(),
  repetition_penalty: z.number().gt(0).optional(),
});

/** Fields of a task of lm-evaluation-harness that are taken over; any other is refused or noted. */
export const TaskFields = z.strictObject({
  task: z.string().min(1).max(100),
  task_alias: z.string().max(200).optional(),
  output_type: z.enum(['generate_until', 'multiple_choice', 'loglikelihood_rolling']).optional(),
  /** Empty only for `loglikelihood_rolling`, which measures what `doc_to_target` gives. */
  doc_to_text: Template.optional(),
  doc_to_target: z.union([Template, z.int(), z.array(z.string()).min(1)]),
  doc_to_choice: z.union([Template, z.array(z.string()).min(2), z.record(z.string(), z.string())]).optional(),
  description: z.string().max(20_000).optional(),
  target_delimiter: z.string().max(20).optional(),
  fewshot_delimiter: z.string().max(200).optional(),
  /** Null = none, as 0. */
  num_fewshot: z.int().min(0).max(64).nullish(),
  fewshot_config: z
    .strictObject({
      sampler: z.enum(['default', 'first_n']).optional(),
      samples: z.array(z.record(z.string(), z.unknown())).min(1).max(1000).optional(),
      split: z.string().nullish(),
      /** In place of the task's own, between demonstrations only. */
      target_delimiter: z.string().max(20).optional(),
      fewshot_delimiter: z.string().max(200).optional(),
    })
    .nullish(),
  generation_kwargs: GenerationKwargs.optional(),
  repeats: z.int().min(1).max(1000).optional(),
  metric_list: z.array(Metric).min(1).max(8).optional(),
  filter_list: z
    .array(z.strictObject({ name: z.string().min(1).max(40), filter: z.array(FilterStep).min(1).max(8) }))
    .min(1)
    .max(4)
    .optional(),
});
export type TaskFields = z.infer<typeof TaskFields>;

/** Fields that change no prompt and no score here: they are noted and not taken over. */
export const NOTED_FIELDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    dataset_path: 'is not downloaded: the samples come from the data file',
    dataset_name: 'is not downloaded: the samples come from the data file',
    dataset_kwargs: 'is not used: the samples come from the data file',
    training_split: 'is not used: the data file is asked as a whole',
    validation_split: 'is not used: the data file is asked as a whole',
    test_split: 'is not used: the data file is asked as a whole',
    fewshot_split: 'is not used: demonstrations come from the other rows of the data file',
    tag: 'is left out',
    group_alias: 'is left out',
    should_decontaminate: 'is left out: no decontamination is done',
    doc_to_decontamination_query: 'is left out: no decontamination is done',
    metadata: 'is left out but for its version',
  }),
);

/** Why known fields are refused. */
export const REFUSED_FIELDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    include: 'takes fields from another file: put them into this one',
    group: 'names a group of tasks: import each task by itself',
    process_docs: 'changes rows by Python code: change them in the data file',
    process_results: 'scores by Python code, which is not run here',
    custom_dataset: 'loads rows by Python code: save them as a data file',
    unsafe_code: 'runs code of the model, which is not done here',
    use_prompt: 'takes a prompt from promptsource: write it out in doc_to_text',
    gen_prefix: 'begins the answer for the model, which is not supported',
  }),
);
