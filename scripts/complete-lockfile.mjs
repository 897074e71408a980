// Adds to package-lock.json the platform packages that npm left out.
//
// Some registries and mirrors serve only the native packages of the platform that asks. npm then writes a lock
// file without the others, and `npm ci` refuses that file. An entry needs a version, an operating system and a
// processor, which the package's name gives; only its integrity stays unknown until npm on such a machine adds it.
// Run after every `npm install`: node scripts/complete-lockfile.mjs [--check]
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * @typedef {{ version?: string, optionalDependencies?: Record<string, string>, [field: string]: unknown }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} Lockfile
 */

const lockPath = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/**
 * Entries that optional dependencies with an exact version ask for and the lock file lacks.
 * @param {Lockfile} lock
 * @returns {Record<string, LockEntry>} by lock path.
 */
export function missingPlatformPackages(lock) {
  /** @type {Record<string, LockEntry>} */
  const missing = {};
  for (const [parent, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (parent === '' || isLocked(lock, parent, name) || !/^\d+\.\d+\.\d+/.test(version)) continue;
      missing[`node_modules/${name}`] = platformEntry(name, version, entry['dev'] === true);
    }
  }
  return missing;
}

/**
 * Whether `name`, asked for by the package at lock path `parent`, resolves to an entry.
 * @param {Lockfile} lock @param {string} parent @param {string} name
 */
function isLocked(lock, parent, name) {
  for (let folder = parent; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === '') return false;
  }
}

/** @param {string} name @param {string} version @param {boolean} isDev @returns {LockEntry} */
function platformEntry(name, version, isDev) {
  const words = name.split(/[/-]/);
  const system = systems.find((word) => words.includes(word));
  const processor = processors.find((word) => words.includes(word));
  if (system === undefined || processor === undefined) throw new Error(`no platform in the name ${name}`);
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : undefined;
  return {
    version,
    cpu: [processor],
    ...(isDev ? { dev: true } : {}),
    ...(libc === undefined ? {} : { libc }),
    optional: true,
    os: [system],
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  /** @type {Lockfile} */
  const lock = JSON.parse(readFileSync(lockPath, 'utf8'));
  const missing = missingPlatformPackages(lock);
  const count = Object.keys(missing).length;
  if (count > 0 && process.argv.includes('--check')) {
    console.error(
      `package-lock.json lacks ${String(count)} platform packages; run: node scripts/complete-lockfile.mjs`,
    );
    process.exitCode = 1;
  } else if (count > 0) {
    const sorted = Object.entries({ ...lock.packages, ...missing }).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
    writeFileSync(lockPath, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
    console.log(`added ${String(count)} platform packages to package-lock.json`);
  }
}
