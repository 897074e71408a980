import { describe, expect, test } from 'vitest';
import { parseHubPlace, parseUrlPlace, PUBLIC_HUB_URL, toOrigin } from '#core/sources/parse-model-place.ts';

describe('a repository as people name it', () => {
  test.each([
    ['owner/name', PUBLIC_HUB_URL, 'owner/name', null],
    [' owner/name@v1.0 ', PUBLIC_HUB_URL, 'owner/name', 'v1.0'],
    ['https://hub.example/owner/name', 'https://hub.example', 'owner/name', null],
    ['https://hub.example/owner/name/tree/refs%2Fpr%2F1', 'https://hub.example', 'owner/name', 'refs/pr/1'],
    ['https://hub.example/owner/name/blob/main/onnx/model.onnx', 'https://hub.example', 'owner/name', 'main'],
  ])('%s', (text, hubUrl, repo, revision) => {
    expect(parseHubPlace(text, `${PUBLIC_HUB_URL}/`)).toEqual({
      ok: true,
      value: { type: 'hub', hubUrl, repo, revision },
    });
  });

  test.each(['', 'a b/c', 'owner/name/more', '../owner/name', 'owner/..', 'javascript:alert(1)'])(
    'refuses %j, and says where',
    (text) => {
      expect(parseHubPlace(text, PUBLIC_HUB_URL)).toMatchObject({
        ok: false,
        failure: { code: 'config-invalid', location: 'repository' },
      });
    },
  );

  test.each(['', 'hub.example', 'ftp://hub.example'])('refuses the hub %j', (hub) => {
    expect(parseHubPlace('owner/name', hub)).toMatchObject({ ok: false, failure: { location: 'hub' } });
  });
});

describe('an address', () => {
  test.each([
    ['https://host.example/models/m/', 'https://host.example/models/m', null],
    ['http://localhost:8000', 'http://localhost:8000', null],
    ['https://host.example/m/model%20q8.gguf', 'https://host.example/m', 'model q8.gguf'],
  ])('%s', (text, baseUrl, fileName) => {
    expect(parseUrlPlace(text)).toEqual({ ok: true, value: { type: 'url', baseUrl, fileName } });
  });

  test.each([
    '',
    'host.example',
    'https://host.example/?a=b',
    'https://host.example/#x',
    'file:///etc',
    'https://a b/',
  ])('refuses %j', (text) => {
    expect(parseUrlPlace(text)).toMatchObject({ ok: false, failure: { code: 'config-invalid', location: 'address' } });
  });

  test('has an origin', () => {
    expect(toOrigin('https://host.example:8443/a/b')).toBe('https://host.example:8443');
  });
});
