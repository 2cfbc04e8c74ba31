import { shared, type DotNetObject } from './shared.ts';
import { KeyRouter, type KeyBinding } from './keys/router.ts';

/** Listens for the whole page; a second call takes the place of the first. */
export function attach(dotnet: DotNetObject, bindings: KeyBinding[]): KeyRouter {
  const own = shared();
  own.keys?.dispose();
  return (own.keys = new KeyRouter(dotnet, bindings));
}
