import { Sample } from '#core/model/sample.ts';

/** A sample with one target and nothing to protect beyond that. */
export function toSample(
  sampleId: string,
  clusterId: string,
  family: string,
  input: string,
  target: string,
  options: Sample['options'] = null,
): Sample {
  return Sample.parse({
    sampleId,
    clusterId,
    family,
    input,
    target: [target],
    options,
    protect: [],
    severityOfError: null,
  });
}

/** 1-based position with two digits, for ids. */
export function toNumber(index: number): string {
  return String(index + 1).padStart(2, '0');
}
