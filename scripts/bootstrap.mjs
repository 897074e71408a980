// Makes a fresh clone ready: dependencies, the pinned Node and, with --with-browser, a Chromium.
// Runs before anything is installed, on whatever Node the machine has (≥ 20): plain JavaScript, node: imports only.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from './find-chromium.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const isWindows = process.platform === 'win32';

/** @typedef {{ version?: string, optional?: boolean }} LockEntry */

installDependencies();
if (process.argv.includes('--with-browser')) installChromium();

function installDependencies() {
  if (areDependenciesInstalled() && canRunTypeScript()) return;
  say('installing dependencies (once; a minute or two) …');
  const { status } = runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) stop('npm ci failed; its message is above. The network must reach the npm registry.');
  if (!canRunTypeScript()) {
    stop(
      `Node ${readFileSync(join(root, '.node-version'), 'utf8').trim()} is needed, and npm could not install it here ` +
        `(this is ${process.version}). Install Node 24 yourself, then run the command again.`,
    );
  }
}

/** Whether npm's own record of node_modules agrees with package-lock.json. */
function areDependenciesInstalled() {
  const installedPath = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const locked = readLock(join(root, 'package-lock.json'));
  const installed = readLock(installedPath);
  const hasAllOf = Object.entries(locked).every(
    ([path, entry]) =>
      path === '' || (installed[path]?.version ?? (entry.optional === true && entry.version)) === entry.version,
  );
  return hasAllOf && Object.keys(installed).every((path) => locked[path] !== undefined);
}

/** @param {string} path @returns {Record<string, LockEntry>} */
function readLock(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** Whether the Node that npm scripts will find runs .ts files: the pinned one, else the machine's from 22.18 on. */
function canRunTypeScript() {
  const pinned = join(root, 'node_modules', '.bin', isWindows ? 'node.cmd' : 'node');
  const version = existsSync(pinned)
    ? spawnSync(pinned, ['--version'], { encoding: 'utf8', shell: isWindows }).stdout
    : process.version;
  const [major = 0, minor = 0] = (version ?? '').replace('v', '').split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

function installChromium() {
  if (findChromium() !== null) return;
  if (isDebianRoot()) {
    say('installing Chromium with apt-get …');
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const task of [['update'], ['install', '-y', 'chromium']]) {
      spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-qq', ...task], { stdio: 'inherit', env: environment });
    }
    if (findChromium() !== null) return;
    say('apt-get brought no Chromium');
  }
  say("downloading Playwright's Chromium (at most five minutes) …");
  spawnSync(join(root, 'node_modules', '.bin', isWindows ? 'playwright.cmd' : 'playwright'), ['install', 'chromium'], {
    cwd: root,
    stdio: 'inherit',
    shell: isWindows,
    timeout: 300_000,
  });
  if (findChromium() !== null) return;
  stop(
    'no Chromium found and none could be installed. Install Chromium or Chrome, or set PLUMBLINE_CHROMIUM to its path.',
  );
}

/** Debian only: Ubuntu's package of that name is a stub for a snap. */
function isDebianRoot() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get') || !existsSync('/etc/os-release')) return false;
  return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @param {string[]} parameters */
function runNpm(parameters) {
  // onnxruntime-node's install script fetches CUDA libraries that nothing here uses; npm 11 is told so in package.json, npm 10 here.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  const options = /** @type {const} */ ({ cwd: root, stdio: 'inherit', env });
  const npm = process.env['npm_execpath'];
  // The npm that started this script, when one did; it is a JavaScript file.
  if (npm?.endsWith('.js') === true) return spawnSync(process.execPath, [npm, ...parameters], options);
  return spawnSync('npm', parameters, { ...options, shell: isWindows });
}

/** @param {string} message */
function say(message) {
  console.error(`plumbline: ${message}`);
}

/** @param {string} message @returns {never} */
function stop(message) {
  say(message);
  process.exit(1);
}
