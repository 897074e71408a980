import type { HarnessConfig } from './harness-config.ts';

/** Whether anything of a configuration is asked to run on a GPU. */
export function usesGpu({ models, protocol }: Pick<HarnessConfig, 'models' | 'protocol'>): boolean {
  return (
    models.some(({ device }) => device === 'webgpu') || (protocol.axes ?? []).some(({ type }) => type === 'backend')
  );
}
