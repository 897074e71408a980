import * as z from 'zod';
import { ModelFile, Sha256 } from './model-ref.ts';

const line = z.string().min(1).max(300);
const statement = z.string().min(1).max(2000);
/** In the model's repository or folder. */
const path = ModelFile.shape.path;
const url = z.url({ protocol: /^https?$/ }).max(2000);
const seconds = z.number().nonnegative();
/** METRICS §5.1: 0 = none, 1 = negligible … 4 = catastrophic. */
const severity = z.int().min(0).max(4);

/** What supports a statement: a path in the model's repository, an address, or the hash of a named thing. */
export const Evidence = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('path'), path, note: line.nullable() }),
  z.strictObject({ type: z.literal('url'), url, note: line.nullable() }),
  z.strictObject({ type: z.literal('sha256'), sha256: Sha256, of: line }),
]);
export type Evidence = z.infer<typeof Evidence>;

/** How far a layer is open, in words and with evidence; "met" without evidence is refused. */
const layer = {
  status: z.enum(['met', 'partly', 'not']),
  statement,
  evidence: z.array(Evidence).min(1).max(50),
};

/** A machine as far as it decides speed and the rounding of sums. */
export const MachineKind = z.strictObject({
  cpu: line,
  /** Logical cores that the system shows; training uses one. */
  cores: z.int().positive(),
  /** Operating system and processor family, e.g. `linux x64`. */
  platform: line,
  node: line,
  onnxruntimeNode: line,
});
export type MachineKind = z.infer<typeof MachineKind>;

/** Energy is not measured: CPU time times assumed watts, as a range. */
const EnergyRange = z.strictObject({
  basis: z.literal('assumed'),
  assumedWatts: z.strictObject({ low: z.number().positive(), high: z.number().positive() }),
  wattHours: z.strictObject({ low: z.number().nonnegative(), high: z.number().nonnegative() }),
  statement,
});

/** Accord §04: what making the model and using it costs. All but energy is measured. */
const Cost = z.strictObject({
  training: z.strictObject({
    basis: z.literal('measured'),
    steps: z.int().positive(),
    /** Token positions computed, padding included. */
    tokens: z.int().positive(),
    cpuSeconds: seconds,
    wallSeconds: seconds,
    /** Processes that shared the work; a resumed run has more than one. */
    processes: z.int().positive(),
    machines: z.array(MachineKind).min(1).max(20),
    energy: EnergyRange,
    statement,
  }),
  inference: z
    .array(
      z.strictObject({
        basis: z.literal('measured'),
        precision: line,
        decoding: line,
        prompts: z.int().positive(),
        promptTokens: z.int().positive(),
        answerTokens: z.int().nonnegative(),
        cpuSeconds: seconds,
        machine: MachineKind,
        energy: EnergyRange,
      }),
    )
    .max(50),
});

/**
 * What a model tells of itself, layer by layer (Open Small Models Accord v0.2 §02, §04 and §10): Logic, Weights, Data and
 * Representation. The accord's own machine-readable form is planned and not there yet, so this is a draft under its headings.
 */
export const Disclosure = z.strictObject({
  schemaVersion: z.literal(1),
  accord: line,
  model: z.strictObject({
    modelId: line,
    title: line,
    /** What the model is for, and what it is not for. */
    scope: statement,
    /** `active` are those that one token uses; equal to `total` unless the model has experts. */
    parameters: z.strictObject({ total: z.int().positive(), active: z.int().positive() }),
    contextLength: z.int().positive(),
  }),
  layers: z.strictObject({
    logic: z.strictObject({
      ...layer,
      architecture: z.strictObject({ family: line, sizes: z.record(z.string().max(100), z.number()) }),
      tokenizer: z.strictObject({ kind: line, vocabularySize: z.int().positive(), sha256: Sha256 }),
      template: z.strictObject({ text: z.string().max(50_000), sha256: Sha256 }),
      /** Where the code is that runs the model. */
      inferenceCode: z.array(path).min(1).max(50),
      /** What happens to the trained numbers before they are shipped. */
      transformations: z.array(statement).max(50),
    }),
    weights: z.strictObject({
      ...layer,
      licence: line,
      /** Of the safetensors file with the weights alone: the identity of the training result. */
      weightsSha256: Sha256,
      /** Every file of the folder but this one, its manifest and the model card, in ascending order of paths. */
      files: z.array(ModelFile).min(1).max(200),
      /** How each shipped form of the weights is made from the trained numbers. */
      quantisations: z
        .array(z.strictObject({ name: line, path, weightBits: z.int().positive(), method: statement, code: path }))
        .max(50),
    }),
    data: z.strictObject({
      ...layer,
      generator: path,
      seed: line,
      examples: z.int().positive(),
      bytes: z.int().positive(),
      /** Examples that the vocabulary was learned from; the first of them all. */
      tokenizerExamples: z.int().positive(),
      sha256: Sha256,
      /** Corpora from elsewhere; empty = none. */
      outsideCorpora: z.array(line).max(200),
      provenance: z.strictObject({
        author: line,
        /** Year and month. */
        date: z.string().regex(/^\d{4}-\d{2}$/),
        usesAiAssistance: z.boolean(),
        statement,
        review: statement,
      }),
    }),
    representation: z.strictObject({
      ...layer,
      /** The sets of names by which the model sees its domain. */
      categories: z.array(z.strictObject({ name: line, values: z.array(line).min(1).max(500), meaning: statement })),
      tools: z
        .array(z.strictObject({ name: line, arguments: z.array(line).max(50), severityOfWrongCall: severity }))
        .max(200),
      /** How bad a wrong answer is held to be. */
      severities: z.array(z.strictObject({ error: statement, severity })).max(500),
      cannotExpress: z.array(statement).max(100),
    }),
  }),
  /** The parent model's disclosure; null = trained from nothing. */
  base: z.strictObject({ modelId: line, disclosure: url, sha256: Sha256 }).nullable(),
  cost: Cost,
  contestation: z.strictObject({ contact: statement, process: statement, responseTime: statement, log: path }),
});
export type Disclosure = z.infer<typeof Disclosure>;
