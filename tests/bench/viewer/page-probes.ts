import { toCountText } from '#core/charts/number-text.ts';
import type { Page } from '@playwright/test';

/** Frames of a list that is scrolled without pause. */
export interface ScrollResult {
  readonly frames: number;
  /** Time between frames, 95th percentile, ms. */
  readonly p95Ms: number;
  readonly maxMs: number;
  /** Frames in which some of the list's height showed no row. */
  readonly blankFrames: number;
}

const SCROLL_FRAMES = 240;
/** More than a quick wheel or drag moves in a frame: two screens of rows. */
const SCROLL_STEP = 900;
/** Texts with many, some and no finds. */
const QUERIES = ['pump', 'high', 'there is no such text'];
const OPENED_ROWS = 5;

/** Waits until the screen says that so many of all trials are shown. */
export async function waitForCount(page: Page, shown: number, all: number): Promise<void> {
  const text = `${toCountText(shown)} of ${toCountText(all)} trials`;
  await page.getByRole('status').filter({ hasText: text }).waitFor({ timeout: 600_000 });
}

/** Scrolls by a step in each frame, and looks at each frame once it is laid out. */
export async function measureScroll(page: Page): Promise<ScrollResult> {
  await page.getByRole('listbox', { name: 'Trials' }).getByRole('option').first().waitFor();
  return page.evaluate(
    async ([frames, step]) => {
      const list = document.querySelector('[role=listbox]');
      if (!(list instanceof HTMLElement)) throw new Error('there is no list');
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const isBlank = (): boolean => {
        const { top, bottom } = list.getBoundingClientRect();
        const rows = [...list.querySelectorAll('[role=option]')].map((row) => row.getBoundingClientRect());
        rows.sort((a, b) => a.top - b.top);
        let covered = top;
        for (const row of rows) if (row.top <= covered + 1) covered = Math.max(covered, row.bottom);
        return covered < bottom - 2;
      };
      const times: number[] = [];
      let blankFrames = 0;
      let before = await frame();
      for (let index = 0; index < frames; index += 1) {
        list.scrollTop += step;
        const now = await frame();
        // A frame later the scroll has been painted, so what the person saw is what stands in the page now.
        if (isBlank()) blankFrames += 1;
        times.push(now - before);
        before = now;
      }
      times.sort((a, b) => a - b);
      return { frames, p95Ms: times[Math.floor(0.95 * frames)] ?? 0, maxMs: times.at(-1) ?? 0, blankFrames };
    },
    [SCROLL_FRAMES, SCROLL_STEP] as const,
  );
}

/** Clicks rows in sight, and waits for each trial's own heading to be painted. @returns the longest time, ms. */
export async function measureOpen(page: Page): Promise<number> {
  return page.evaluate(async (count) => {
    const times: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const rows = [...document.querySelectorAll<HTMLElement>('[role=option]')];
      const row = rows[3 + 2 * index];
      if (row === undefined) throw new Error('there is no row');
      const before = document.querySelector('main article');
      const startMs = performance.now();
      row.click();
      await new Promise<void>((resolve) => {
        const check = (): void => {
          const article = document.querySelector('main article');
          if (article !== null && article !== before) requestAnimationFrame(() => resolve());
          else requestAnimationFrame(check);
        };
        check();
      });
      times.push(performance.now() - startMs);
    }
    return Math.max(...times);
  }, OPENED_ROWS);
}

/** Writes a text into the search field, and waits until the number of trials shown is another one. @returns the longest time, ms. */
export async function measureSearch(page: Page, all: number): Promise<number> {
  const times: number[] = [];
  for (const query of QUERIES) {
    times.push(
      await page.evaluate(
        async ([text, whole]) => {
          const field = document.querySelector<HTMLInputElement>('input[type=search]');
          const count = document.querySelector('main [role=status]');
          if (field === null || count === null) throw new Error('there is no search field');
          const settle = (isDone: () => boolean): Promise<void> =>
            new Promise((resolve) => {
              const check = (): void => {
                if (isDone()) requestAnimationFrame(() => resolve());
                else requestAnimationFrame(check);
              };
              check();
            });
          const type = (value: string): void => {
            Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
            field.dispatchEvent(new Event('input', { bubbles: true }));
          };
          const isWhole = (): boolean => count.textContent.startsWith(`${whole} of`);
          const startMs = performance.now();
          type(text);
          await settle(() => !isWhole());
          const ms = performance.now() - startMs;
          type('');
          await settle(isWhole);
          return ms;
        },
        [query, toCountText(all)] as const,
      ),
    );
  }
  return Math.max(...times);
}
