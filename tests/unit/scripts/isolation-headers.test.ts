import { contentSecurityPolicy, isolationHeaders } from '#scripts/isolation-headers.ts';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('static hosts are asked for the same headers as the preview server sends', () => {
  const expected = Object.entries({ ...isolationHeaders, 'Content-Security-Policy': contentSecurityPolicy });
  const text = readFileSync(new URL('../../../public/_headers', import.meta.url), 'utf8');
  expect(text).toBe(`/*\n${expected.map(([name, value]) => `  ${name}: ${value}\n`).join('')}`);
});

test('the policy allows neither inline script nor eval', () => {
  const scripts = contentSecurityPolicy.split('; ').find((directive) => directive.startsWith('script-src'));
  expect(scripts).toBe("script-src 'self' 'wasm-unsafe-eval'");
});
