import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '#scripts/root.ts';

function plan(...parameters: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(root, 'scripts/plan.ts'), ...parameters], { cwd: root }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: out + err });
    });
  });
}

const QUICKSTART = ['--config', 'public/configs/quickstart.json'] as const;

test('prints what a configuration can see, from the command line', async () => {
  const { code, output } = await plan(...QUICKSTART, '--json', '--delta', '0.03');
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ samples: 288, question: { delta: 0.03, power: 0.8 } });
  // n = (z.975 + z.8)²(1/9 + 2·(1/6)/16)/δ², by hand.
  expect(JSON.parse(output)).toHaveProperty('samplesRequired', Math.ceil((7.848879734 * (1 / 9 + 1 / 48)) / 0.0009));
});

test('names the option that is wrong', async () => {
  const { code, output } = await plan(...QUICKSTART, '--power', '1.5');
  expect(code).toBe(2);
  expect(output).toContain('--power');
});
