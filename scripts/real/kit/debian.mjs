import { spawnSync } from 'node:child_process';
import { NotThere } from './not-there.mjs';

/** Installs Debian `packages` where `there` says that they are not: root can, others are told what to install. */
export function needDebian(packages, there) {
  if (there()) return;
  const advice = `apt-get install --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).error) throw new NotThere(`Install first: ${advice}`);
  console.error(`Installing ${packages.join(', ')} …`);
  // Another run may hold the lock.
  const lock = ['-o', 'DPkg::Lock::Timeout=120'];
  aptGet(['update', '-q', ...lock]);
  aptGet(['install', '-y', '-q', '--no-install-recommends', ...lock, ...packages]);
  if (!there()) throw new NotThere(`${packages.join(', ')} are installed, but not where they are expected.`);
}

function aptGet(args) {
  const { status, stdout, stderr } = spawnSync('apt-get', args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0)
    throw new NotThere(`apt-get ${args[0]} failed: ${`${stdout}${stderr}`.trim().split('\n').slice(-3).join(' ')}`);
}
