// Builds the client: "packages" installs what package-lock.json says, "bundles" checks the types and writes ../wwwroot/js, "tests" writes build/tests.
// A lock keeps two builds of this folder apart; the second then finds everything done.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const output = join(folder, '../wwwroot/js');
const stamp = join(folder, 'node_modules/.package-lock.json');
const entries = ['map', 'sound', 'wave', 'keys'];
const lock = join(folder, '.build-lock');

/** Runs a program; where it fails it has said why, and so does this with its exit code alone. */
function run(program, args, options = {}) {
  const { status, error } = spawnSync(program, args, { cwd: folder, stdio: 'inherit', ...options });
  if (error) console.error(`${program}: ${error.message}`);
  if (status !== 0) throw new StepFailed();
}

class StepFailed extends Error {}

const time = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);
const touch = (path) => utimesSync(path, new Date(), new Date());

/** True while the process that took the lock still runs. */
function isHeld() {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function locked(work) {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isHeld()) rmSync(lock, { force: true });
      else await sleep(100);
    }
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function packages() {
  if (time(stamp) >= Math.max(time(join(folder, 'package.json')), time(join(folder, 'package-lock.json')))) return;
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
  touch(stamp);
}

/** The licences of all packages that the bundles are made from, as their terms ask. */
function notices() {
  const { packages: locked } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  const roots = Object.entries(locked).filter(([path, { dev, optional }]) => path && !dev && !optional).map(([path]) => path);
  const parts = roots.sort().map((root) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, root, 'package.json'), 'utf8'));
    const file = readdirSync(join(folder, root)).find((f) => /^licen[cs]e/i.test(f));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, root, file), 'utf8').trim() : 'The package carries no licence text.'}\n`;
  });
  return { path: join(output, 'licences.txt'), contents: Buffer.from(parts.join(`\n${'-'.repeat(80)}\n\n`)) };
}

async function bundles() {
  packages();
  run(process.execPath, [join(folder, 'node_modules/typescript/bin/tsc'), '--noEmit']);
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: entries.map((name) => join(folder, `src/${name}.ts`)),
    outdir: output,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    write: false,
  });
  mkdirSync(output, { recursive: true });
  const names = new Set();
  for (const file of [...result.outputFiles, notices()]) {
    names.add(file.path);
    // A half-written file is never seen under its name.
    if (!existsSync(file.path) || !readFileSync(file.path).equals(file.contents)) {
      writeFileSync(`${file.path}.new`, file.contents);
      renameSync(`${file.path}.new`, file.path);
    }
    touch(file.path);
  }
  for (const name of readdirSync(output)) if (!names.has(join(output, name))) rmSync(join(output, name));
}

async function tests() {
  packages();
  const { build } = await import('esbuild');
  await build({
    entryPoints: readdirSync(join(folder, 'test')).filter((name) => name.endsWith('.test.ts')).map((name) => join(folder, 'test', name)),
    outdir: join(folder, 'build/tests'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
}

const step = { packages, bundles, tests }[process.argv[2]];
if (!step) {
  console.error('usage: node build.mjs packages|bundles|tests');
  process.exit(2);
}
try {
  await locked(step);
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  process.exitCode = 1;
}
