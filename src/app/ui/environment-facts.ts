import { toBytesText, toNumberText } from '#core/charts/number-text.ts';
import type { Environment } from '#core/model/effective-config.ts';
import type { GpuAdapter } from '#core/model/gpu-adapter.ts';

/** What the bundle says of the machine. */
export function toEnvironmentFacts(
  environment: Environment,
): readonly { readonly label: string; readonly value: string }[] {
  const { deviceMemoryGib, gpu } = environment;
  return [
    { label: 'Browser', value: environment.browser },
    { label: 'System', value: environment.operatingSystem },
    { label: 'Logical cores', value: String(environment.logicalCores) },
    {
      label: 'Memory',
      value: deviceMemoryGib === null ? 'not exposed' : `${deviceMemoryGib} GiB, rounded by the browser`,
    },
    { label: 'Isolated page', value: environment.crossOriginIsolated ? 'yes' : 'no' },
    { label: 'Clock step', value: `${toNumberText(environment.timerStepMs, 'ms')} ms` },
    ...(gpu === undefined ? [] : toAdapterFacts(gpu)),
  ];
}

function toAdapterFacts(gpu: GpuAdapter | null): readonly { readonly label: string; readonly value: string }[] {
  if (gpu === null) return [{ label: 'Graphics adapter', value: 'none' }];
  const { vendor, architecture, device, description, isFallbackAdapter, features, limits } = gpu;
  const name = [vendor, architecture, device, description].filter((part) => part !== '').join(', ');
  const kind = isFallbackAdapter ? ', computed by the processor' : '';
  return [
    { label: 'Graphics adapter', value: `${name === '' ? 'not named by the browser' : name}${kind}` },
    { label: 'Its features', value: features.length === 0 ? 'none' : features.join(', ') },
    {
      label: 'Its limits',
      value: `buffers of ${toBytesText(limits.maxBufferSize)}, ${toBytesText(limits.maxStorageBufferBindingSize)} of them bound, ${limits.maxStorageBuffersPerShaderStage} to a shader`,
    },
  ];
}
