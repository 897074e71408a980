import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openEvaluate, startRun, waitForCompletion } from './support/app-page.ts';
import { readQuickstart, toSmallConfig } from './support/configs.ts';

/** Both widths in both schemes. */
const VIEWS = [360, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

/** Both widths and both schemes once, for screens that share their components with others. */
const DIAGONAL = VIEWS.filter(({ width, colorScheme }) => (width === 360) === (colorScheme === 'light'));

/** Every rule of WCAG 2.2 A and AA that axe can check, and no horizontal scrolling, in each view. */
async function expectAccessible(page: Page, views = VIEWS): Promise<void> {
  for (const { width, colorScheme } of views) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    const where = `${page.url()} at ${String(width)} px, ${colorScheme}`;
    const found = grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
    expect(found, where).toEqual([]);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, where).toBeLessThanOrEqual(0);
  }
}

test('every screen, phone and desktop, light and dark', async ({ page }) => {
  test.setTimeout(900_000);
  await openEvaluate(page);
  await expectAccessible(page);
  await startRun(page, readQuickstart());
  await expect(page.getByRole('progressbar', { name: 'Trials' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Continue', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Evaluate', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await startRun(page, toSmallConfig());
  await waitForCompletion(page);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Capability' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'verified: about Accuracy', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'About Accuracy' })).toContainText(
    'Computed from the recorded prompts',
  );
  await expectAccessible(page, DIAGONAL);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await expectAccessible(page, DIAGONAL);
  await page.keyboard.press('Escape');
  const samples = page.getByRole('listbox', { name: 'Samples, from always to never' });
  await samples.focus();
  await page.keyboard.press('End');
  await expect(samples.getByRole('option')).toHaveAttribute('aria-posinset', '12');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/transcripts\/.*sample=/);
  await page.goBack();
  await page.getByRole('link', { name: 'Transcripts', exact: true }).click();
  await expect(page).toHaveURL(/#\/transcripts\//);
  await expect(page.getByRole('listbox', { name: 'Trials' }).getByRole('option').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  await expectAccessible(page);
  for (const [path, title] of [
    ['models', 'Models'],
    ['scores', 'Scores of another program'],
    ['tokenizer', 'Tokenizer report'],
    ['library/perturbations', 'Library'],
    ['library/perturbations/rtl_marks', 'Direction marks'],
    ['library/perturbations/retokenise', 'Other token ids'],
    ['library/scorers', 'Library'],
  ] as const) {
    await page.goto(`./#/${path}`);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expectAccessible(page, DIAGONAL);
  }
});
