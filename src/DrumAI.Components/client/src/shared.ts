import type { KeyRouter } from './keys/router.ts';
import type { SoundEngine } from './sound/engine.ts';

/** What .NET hands over to be called back. */
export interface DotNetObject {
  invokeMethodAsync<T = void>(method: string, ...args: unknown[]): Promise<T>;
}

/** What the bundles share: each is loaded on its own, but there is one engine and one keyboard. */
export interface Shared {
  sound?: SoundEngine;
  keys?: KeyRouter;
}

declare global {
  var drumai: Shared | undefined;
}

export const shared = (): Shared => (globalThis.drumai ??= {});

/** Motion that nobody needs is left out where the system asks for less of it. */
export const prefersLessMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
