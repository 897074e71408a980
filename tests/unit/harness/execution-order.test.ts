import { expect, test } from 'vitest';
import { toExecutionOrder, toPendingGroups, type PendingGroup } from '#harness/pending-jobs.ts';
import { planRun } from '#harness/plan-run.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';

const samples = buildSamples(40);
const config = buildConfig(samples);

function pending(): readonly PendingGroup[] {
  const plan = planRun(config, samples);
  if (!plan.ok) throw new Error(plan.failure.message);
  return toPendingGroups(plan.value, 'test/scripted', []);
}

const toIndices = (groups: readonly PendingGroup[]): number[] => groups.map(({ group }) => group.groupIndex);

test('every group is run once, condition by condition', () => {
  const ordered = toExecutionOrder(pending(), 7);
  expect(toIndices(ordered).toSorted((a, b) => a - b)).toEqual(toIndices(pending()));
  const conditions = ordered.map(({ group }) => group.conditionId);
  expect(conditions).toEqual(pending().map(({ group }) => group.conditionId));
});

test('samples come in an order of the master seed, not of the file, and the same in every session', () => {
  expect(toIndices(toExecutionOrder(pending(), 7))).not.toEqual(toIndices(pending()));
  expect(toExecutionOrder(pending(), 7)).toEqual(
    toExecutionOrder(
      pending()
        .toReversed()
        .toSorted((a, b) => a.group.groupIndex - b.group.groupIndex),
      7,
    ),
  );
  expect(toIndices(toExecutionOrder(pending(), 8))).not.toEqual(toIndices(toExecutionOrder(pending(), 7)));
});
