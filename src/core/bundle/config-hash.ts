import { sha256Hex } from '../hash/sha256.ts';
import type { AxisConfig } from '../model/axis.ts';
import type { HarnessConfig } from '../model/harness-config.ts';
import type { ModelFile, Sha256 } from '../model/model-ref.ts';
import { toCanonicalJson } from './canonical-json.ts';

/** Sampler whose version is part of the design: changing what it draws means a new version (DESIGN §5.2). */
export const SAMPLER = { id: 'gumbel-max/philox4x32-10', version: 1 } as const;

/** SHA-256 over the canonical JSON of the whole configuration. */
export function toConfigHash(config: HarnessConfig): Sha256 {
  return sha256Hex(toCanonicalJson(config));
}

/**
 * The part of a configuration that defines the experiment (DESIGN §4): model files, task, decoding, protocol, scorers, severity,
 * abstention, confidence and sampler. Name, notes, runtime, device, threads, batch size, axes of these, and analysis settings are not in it.
 */
export function toDesign(config: HarnessConfig): unknown {
  const { samples, mode, ...task } = config.task;
  return {
    models: config.models.map((model) => ({
      files: toDesignFiles(model.files),
      dtype: model.dtype,
      chatTemplate: model.chatTemplate,
    })),
    task: {
      ...task,
      samples: samples.type === 'inline' ? samples : { type: 'file', sha256: samples.sha256 },
      // To generate is also what no mode means.
      ...(mode === undefined || mode.type === 'generate' ? {} : { mode }),
    },
    decoding: config.decoding,
    protocol: toDesignProtocol(config.protocol),
    scorers: config.scorers,
    // Absent and null mean the same, so they must hash alike: both are left out.
    ...(config.severity === undefined || config.severity === null ? {} : { severity: config.severity }),
    ...(config.abstention === undefined || config.abstention === null ? {} : { abstention: config.abstention }),
    ...(config.confidence === undefined || config.confidence === null ? {} : { confidence: config.confidence }),
    sampler: SAMPLER,
  };
}

/** How the same graph is run. */
const EXECUTION_AXES: ReadonlySet<AxisConfig['type']> = new Set(['batch', 'threads', 'backend']);

/**
 * The protocol without axes of execution and the threshold of the canary, for how work is cut up and checked is not the experiment, and without
 * what a pilot said of a precision target.
 */
function toDesignProtocol({
  axes = [],
  precision = null,
  canary: _canary,
  ...protocol
}: HarnessConfig['protocol']): unknown {
  const designed = axes.flatMap((axis) => (EXECUTION_AXES.has(axis.type) ? [] : [toDesignAxis(axis)]));
  return {
    ...protocol,
    ...(designed.length === 0 ? {} : { axes: designed }),
    ...(precision === null ? {} : { precision: { ...precision, betweenVariance: null } }),
  };
}

/** Graphs by content, as files of models. */
function toDesignAxis(axis: AxisConfig): unknown {
  if (axis.type !== 'quant') return axis;
  return { ...axis, values: axis.values.map((value) => ({ ...value, files: toDesignFiles(value.files) })) };
}

/** What files hold, wherever they lie. */
function toDesignFiles(files: readonly ModelFile[]): readonly Omit<ModelFile, 'path'>[] {
  return files.map(({ bytes, sha256 }) => ({ bytes, sha256 })).toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}

/** SHA-256 over the canonical JSON of `toDesign`: results with different design hashes are not comparable. */
export function toDesignHash(config: HarnessConfig): Sha256 {
  return sha256Hex(toCanonicalJson(toDesign(config)));
}
