/** Map key of one sample under one condition. */
export function toConditionKey(conditionId: string, sampleId: string): string {
  return `${conditionId}\u0000${sampleId}`;
}
