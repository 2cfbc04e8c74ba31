import type { KeyRouter } from './keys/router.ts';
import type { SoundEngine } from './sound/engine.ts';

/** What .NET hands over to be called back. */
export interface DotNetObject {
  invokeMethodAsync<T = void>(method: string, ...args: unknown[]): Promise<T>;
}

/**
 * Calls .NET back. A circuit that is gone, or an object that was let go meanwhile, hears nothing any more; what goes wrong within .NET is
 * reported there, and ends the circuit, which the page shows.
 */
export function tell(dotnet: DotNetObject, method: string, ...args: unknown[]): void {
  dotnet.invokeMethodAsync(method, ...args).catch((error: unknown) => console.debug(method, error));
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
