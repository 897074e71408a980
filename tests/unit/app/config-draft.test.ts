import { createConfigDraft } from '#app/config-draft.ts';
import { buildConfig, buildSamples } from '#tests/support/builders.ts';
import { expect, test } from 'vitest';

const config = buildConfig(buildSamples(2));

test('form and text follow each other', () => {
  const draft = createConfigDraft();
  draft.replace(config);
  draft.editText((draft.getState()?.text ?? '').replace('"test run"', '"renamed"'));
  expect(draft.getState()).toMatchObject({ config: { name: 'renamed' }, checked: { ok: true }, editedIn: 'json' });
  draft.replace({ ...config, name: 'again' });
  expect(draft.getState()?.text).toContain('"again"');
});

test('invalid text keeps the last configuration for the form', () => {
  const draft = createConfigDraft();
  draft.replace(config);
  draft.editText('{');
  expect(draft.getState()).toMatchObject({ text: '{', config: { name: 'test run' }, checked: { ok: false } });
});

test('a value out of range from the form is shown and refused', () => {
  const draft = createConfigDraft();
  draft.replace({ ...config, protocol: { ...config.protocol, epochs: { baseline: 0, perturbed: 1 } } });
  expect(draft.getState()?.checked).toMatchObject({ ok: false, failure: { location: 'protocol.epochs.baseline' } });
});
