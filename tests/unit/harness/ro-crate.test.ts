import { describe, expect, test } from 'vitest';
import { Manifest } from '#core/bundle/rows.ts';
import { buildMembers, errorsOf } from '#tests/support/builders-bundle-members.ts';
import { textOf, withEdit, withFreshHashes } from '#tests/support/bundle-forgery.ts';

interface Entity {
  readonly '@id': string;
  readonly '@type': string;
  readonly sha256?: string;
  readonly result?: readonly { readonly '@id': string }[];
}

describe('ro-crate-metadata.json', () => {
  test('describes every other member, and names the run’s results', () => {
    const members = buildMembers();
    const crate = JSON.parse(textOf(members, 'ro-crate-metadata.json')) as { '@graph': readonly Entity[] };
    const files = crate['@graph'].filter((entity) => entity['@type'] === 'File');
    const manifest = Manifest.parse(JSON.parse(textOf(members, 'manifest.json')));
    const described = manifest.members.filter(({ path }) => path !== 'ro-crate-metadata.json');
    expect(files.map((entity) => [decodeURIComponent(entity['@id']), entity.sha256])).toEqual(
      described.map(({ path, sha256 }) => [path, sha256]),
    );
    const action = crate['@graph'].find((entity) => entity['@type'] === 'CreateAction');
    expect(action?.result?.map((entity) => entity['@id'])).toEqual([
      'report.html',
      'report.json',
      'scores.jsonl',
      'transcripts-0000.jsonl',
    ]);
  });

  test('with another name is found, also under fresh sums', () => {
    const forged = withFreshHashes(
      withEdit(buildMembers(), 'ro-crate-metadata.json', (crate) => {
        crate['@context'] = 'elsewhere';
      }),
    );
    expect(errorsOf(forged)).toEqual(['report ro-crate-metadata.json: does not describe the members of this bundle']);
  });
});
