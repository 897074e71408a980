import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: root });

test.for(documents)('%s links to files that exist', (path) => {
  const targets = [...read(path).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target = '']) => target);
  const missing = targets.filter((target) => !existsSync(join(root, dirname(path), target)));
  expect(missing).toEqual([]);
});

test.for(['README.md', 'CONTRIBUTING.md'])('every command in %s is an npm script', (path) => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = [...read(path).matchAll(/(?:`|^)npm (?:run )?([a-z][a-z:0-9]*)/gm)].map(([, name = '']) => name);
  expect(named.filter((name) => scripts[name] === undefined && name !== 'install')).toEqual([]);
});

test('every module that the architecture names exists', () => {
  const spans = [...read('docs/architecture.md').matchAll(/`([a-z][a-z0-9-]*\/[^`\s<]+)`/g)].map(
    ([, span = '']) => span,
  );
  const missing = spans.filter((span) =>
    ['', 'src'].every((base) => globSync(span, { cwd: join(root, base) }).length === 0),
  );
  expect(missing.filter((span) => !span.startsWith('dist/'))).toEqual([]);
});
