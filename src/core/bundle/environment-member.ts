import * as z from 'zod';
import { Environment } from '../model/effective-config.ts';

const shape = Environment.shape;

/** `environment.json`: the machine, coarsely; every field is null when the person chose to leave it out. */
export const EnvironmentMember = z.strictObject({
  browser: shape.browser.nullable(),
  operatingSystem: shape.operatingSystem.nullable(),
  logicalCores: shape.logicalCores.nullable(),
  deviceMemoryGib: shape.deviceMemoryGib,
  crossOriginIsolated: shape.crossOriginIsolated.nullable(),
  timerStepMs: shape.timerStepMs.nullable(),
  gpu: shape.gpu,
});
export type EnvironmentMember = z.infer<typeof EnvironmentMember>;

/** What stands in a journal for the environment of a bundle that leaves it out; written back as null. */
const WITHHELD: Environment = {
  browser: 'not stated',
  operatingSystem: 'not stated',
  logicalCores: 1,
  deviceMemoryGib: null,
  crossOriginIsolated: false,
  timerStepMs: 0,
};

/** The member for an environment; all null when `isIncluded` is false, or when it had been left out before. */
export function toEnvironmentMember(environment: Environment, isIncluded: boolean): EnvironmentMember {
  if (isIncluded && environment.browser !== WITHHELD.browser) return environment;
  return {
    browser: null,
    operatingSystem: null,
    logicalCores: null,
    deviceMemoryGib: null,
    crossOriginIsolated: null,
    timerStepMs: null,
  };
}

/** The environment of a member; a stand-in that says "not stated" when the member leaves it out. */
export function toEnvironment(member: EnvironmentMember): Environment {
  const parsed = Environment.safeParse(member);
  return parsed.success ? parsed.data : WITHHELD;
}
