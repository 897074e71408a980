import { expect, test } from 'vitest';
import { toConfigHash } from '#core/bundle/config-hash.ts';
import { parseConfig } from '#core/model/parse-config.ts';
import { at, textOf, withEdit, withFreshHashes, type Editable } from '#tests/support/bundle-forgery.ts';
import { buildMembers, errorsOf } from '#tests/support/builders-bundle-members.ts';

const members = buildMembers();
const parsed = parseConfig(textOf(members, 'config.json'));
if (!parsed.ok) throw new Error(parsed.failure.message);
const config = parsed.value;
const epochs = { baseline: 1, perturbed: 1 };
const origin = {
  runId: 'run-earlier',
  configHash: toConfigHash({ ...config, protocol: { ...config.protocol, epochs } }),
  epochs,
};

function errorsWith(change: (extended: Editable) => void = () => undefined): readonly string[] {
  const edited = withEdit(members, 'effective-config.json', (value) => {
    value['extends'] = structuredClone(origin);
    change(at(value, 'extends'));
  });
  return errorsOf(withFreshHashes(edited)).filter((error) => error.includes('extends'));
}

test('a run that extends another is accepted', () => {
  expect(errorsWith()).toEqual([]);
});

test.each<[string, (extended: Editable) => void, string]>([
  ['another configuration', (extended) => (extended['configHash'] = 'b'.repeat(64)), 'extends.configHash is bbbb'],
  ['more epochs', (extended) => (at(extended, 'epochs')['baseline'] = 900), 'extends.epochs.baseline is 900'],
  ['no epochs', (extended) => (at(extended, 'epochs')['baseline'] = 0), 'extends.epochs.baseline'],
  ['itself', (extended) => (extended['runId'] = manifestRunId()), 'extends.runId is that of the run itself'],
])('a run that says to extend %s is rejected', (_, change, message) => {
  expect(errorsWith(change).join('\n')).toContain(message);
});

function manifestRunId(): string {
  const manifest: Editable = JSON.parse(textOf(members, 'manifest.json'));
  return String(manifest['runId']);
}
