import type { AxisConfig, NumberAxis } from '#core/model/axis.ts';
import type { HarnessConfig } from '#core/model/harness-config.ts';

/** METRICS §10.6's values of an axis, those of the configuration itself left out. */
export function toDefaultAxis({ decoding, execution, models }: HarnessConfig, type: NumberAxis['type']): NumberAxis {
  const without = (values: readonly number[], own: number): number[] => values.filter((value) => value !== own);
  switch (type) {
    case 'temperature':
      return { type, values: without([0, 0.3, 0.7, 1], decoding.temperature) };
    case 'top-p':
      return { type, values: without([0.95, 0.8], decoding.topP) };
    case 'min-p':
      return { type, values: without([0.05, 0.1], decoding.minP) };
    case 'repetition-penalty':
      return { type, values: without([1.1, 1.3], decoding.repetitionPenalty) };
    case 'max-tokens':
      return { type, factors: [0.5, 0.25] };
    case 'retokenise':
      return { type, values: [0.1] };
    case 'batch':
      return { type, values: [execution.batchSize === 1 ? 2 : 1] };
    case 'threads':
      return { type, values: [models.some(({ threads }) => threads === 2) ? 4 : 2] };
    default:
      return type satisfies never;
  }
}

/** The device that no model of the configuration runs on. */
export function toBackendAxis({ models }: HarnessConfig): Extract<AxisConfig, { type: 'backend' }> {
  return { type: 'backend', values: [models.some(({ device }) => device === 'webgpu') ? 'wasm' : 'webgpu'] };
}

/** The numbers of a list as typed, between commas or spaces; what is no number is NaN, so that validation names it. */
export function toNumbers(text: string): number[] {
  return text
    .split(/[\s,;]+/u)
    .filter((part) => part !== '')
    .map(Number);
}

/** The axis with other values. */
export function withValues(axis: NumberAxis, values: number[]): NumberAxis {
  return axis.type === 'max-tokens' ? { ...axis, factors: values } : { ...axis, values };
}
