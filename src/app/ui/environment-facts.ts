import { toNumberText } from '#core/charts/number-text.ts';
import type { Environment } from '#core/model/effective-config.ts';

/** What the bundle says of the machine. */
export function toEnvironmentFacts(
  environment: Environment,
): readonly { readonly label: string; readonly value: string }[] {
  const { deviceMemoryGib } = environment;
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
  ];
}
