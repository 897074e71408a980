import { chromiumArguments, findChromium } from './find-chromium.mjs';

/** How everything in this repository starts the browser: an installed one, else Playwright's own. */
export function toLaunchOptions(): { executablePath?: string; args: string[] } {
  const executablePath = findChromium();
  return { ...(executablePath === null ? {} : { executablePath }), args: [...chromiumArguments] };
}
