import { shared, tell, type DotNetObject } from './shared.ts';
import { SoundEngine, type PlayOptions, type SoundOptions } from './sound/engine.ts';

export { SoundEngine };

/** The page's one sound engine. */
export function engine(): SoundEngine {
  const own = shared();
  if (!own.sound) {
    const made = new SoundEngine();
    own.sound = made;
    // Browsers let a page sound only after a key or a click; the first of either opens it, whatever it was for.
    const unlock = () => {
      made.unlock();
      removeEventListener('pointerdown', unlock, true);
      removeEventListener('keydown', unlock, true);
    };
    addEventListener('pointerdown', unlock, true);
    addEventListener('keydown', unlock, true);
  }
  return own.sound;
}

/** Tells .NET what sounds. Answers an object that ends it. */
export function attach(dotnet: DotNetObject, options: SoundOptions): { configure(o: SoundOptions): void; dispose(): void } {
  const sound = engine();
  sound.configure(options);
  const end = sound.subscribe((event) => tell(dotnet, 'OnSoundEvent', event));
  return { configure: (changed) => sound.configure(changed), dispose: end };
}

export const play = (id: number, options?: PlayOptions): void => engine().play(id, options);
export const stop = (): void => engine().stop();
export const preload = (ids: number[]): void => engine().preload(ids);
export const setVolume = (volume: number): void => engine().setVolume(volume);
export const setLoop = (loop: boolean): void => engine().setLoop(loop);
export const setMatch = (match: boolean): void => engine().setMatch(match);
export const playing = () => engine().playing ?? null;
