/**
 * For specs that wait for what the server does after half a minute: imported into its process before
 * everything else, it makes long timers ten times shorter: how long a call rings, and how long a
 * device may be away. Those of connections are shorter, and stay; the clock itself stays right.
 */
const longMs = 28_000;
const times = 10;

const { setTimeout: real } = globalThis;

function hasty(...[callback, delayMs = 0, ...rest]: Parameters<typeof real>) {
  return real(callback, delayMs >= longMs ? delayMs / times : delayMs, ...rest);
}

Object.assign(globalThis, { setTimeout: hasty });
