// Plain JavaScript: bootstrap.mjs uses it before anything is installed.
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Switches for every Chromium that tests and scripts start. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Lets pages have a WebGPU adapter without a GPU too: SwiftShader, which computes on the processor.
  '--enable-unsafe-webgpu',
];

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/**
 * A Chromium on this machine: PLUMBLINE_CHROMIUM, else an installed one, else one that Playwright downloaded.
 * @returns {string | null} path of the executable; null when there is none.
 */
export function findChromium() {
  const asked = process.env['PLUMBLINE_CHROMIUM'];
  if (asked !== undefined && asked !== '') {
    if (!existsSync(asked)) throw new Error(`PLUMBLINE_CHROMIUM names no file: ${asked}`);
    return asked;
  }
  return [...installedPaths(), ...playwrightPaths()].find((path) => existsSync(path)) ?? null;
}

/** @returns {string[]} */
function installedPaths() {
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => commands.map((name) => join(folder, name)));
  const applications = ['/Applications', join(homedir(), 'Applications')].flatMap((folder) => [
    join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
    join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
  ]);
  const programs = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].flatMap(
    (folder) => (folder === undefined ? [] : [join(folder, 'Google/Chrome/Application/chrome.exe')]),
  );
  if (process.platform === 'win32') return programs;
  return process.platform === 'darwin' ? [...applications, ...onPath] : onPath;
}

/** @returns {string[]} newest revision first. */
function playwrightPaths() {
  const cache = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? defaultPlaywrightCache();
  if (!existsSync(cache)) return [];
  const revisions = readdirSync(cache).filter((name) => name.startsWith('chromium-'));
  const revisionOf = (/** @type {string} */ name) => Number(name.slice('chromium-'.length));
  return revisions
    .toSorted((a, b) => revisionOf(b) - revisionOf(a))
    .flatMap((name) =>
      [
        'chrome-linux/chrome',
        'chrome-linux64/chrome',
        'chrome-linux-arm64/chrome',
        'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
        'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
        'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
        'chrome-win64/chrome.exe',
        'chrome-win/chrome.exe',
      ].map((file) => join(cache, name, file)),
    );
}

/** @returns {string} */
function defaultPlaywrightCache() {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/ms-playwright');
  if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright');
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ms-playwright');
}
