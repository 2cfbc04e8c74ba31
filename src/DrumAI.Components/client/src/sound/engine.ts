import { ByteCache } from './cache.ts';
import { matchingGain, measure, type Level } from './loudness.ts';

/** One start of a sound, as facts: times of the page's clock in milliseconds, times of the audio clock in seconds. */
export interface ScheduledStart {
  id: number;
  /** When the key or pointer event happened (page clock). */
  requestedMs: number;
  /** When AudioBufferSourceNode.start was called (page clock). */
  scheduledMs: number;
  /** The audio clock at that call. */
  contextTime: number;
  /** The time given to start. */
  startTime: number;
  /** The buffer was decoded before the request. */
  preloaded: boolean;
  gain: number;
  loop: boolean;
  /** The fade that took the voice before this one away, in seconds; 0 where none sounded. */
  cutSeconds: number;
  /** What the browser says of its own way to the ear, in seconds. */
  baseLatency: number;
  outputLatency: number;
}

export type SoundEvent =
  | { type: 'start'; id: number; duration: number; gain: number; loop: boolean }
  | { type: 'end'; id: number; cut: boolean }
  | { type: 'error'; id: number; message: string }
  | { type: 'locked'; locked: boolean };

export interface PlayOptions {
  /** Factor on the amplitudes; without one the loudness match decides, where it is on. */
  gain?: number;
  loop?: boolean;
  /** Seconds into the sound. */
  offset?: number;
  /** The event's own timeStamp. */
  requestedMs?: number;
}

export interface SoundOptions {
  /** Where a sound lies; {id} stands for its number. */
  url: string;
  cacheBytes?: number;
  volume?: number;
  loop?: boolean;
  matchLoudness?: boolean;
  targetLufs?: number;
}

interface Decoded {
  buffer: AudioBuffer;
  level: Level;
}

interface Voice {
  id: number;
  source: AudioBufferSourceNode;
  gain: GainNode;
  startTime: number;
  offset: number;
  duration: number;
  loop: boolean;
}

const fadeSeconds = 0.003;
const parallelLoads = 4;
const traceLength = 256;
const patienceMs = 1000;

/** Plays one sound at a time, from memory wherever it can. The path from key to start() is synchronous once the sound is decoded. */
export class SoundEngine {
  readonly trace: ScheduledStart[] = [];
  private context?: AudioContext | OfflineAudioContext;
  private master?: GainNode;
  private voice?: Voice;
  private wanted?: number;
  private url = 'sounds/{id}/audio';
  private volume = 1;
  private looping = false;
  private matching = true;
  private targetLufs = -20;
  private readonly cache = new ByteCache<Decoded>(96 * 1024 * 1024);
  private readonly loads = new Map<number, Promise<Decoded>>();
  private queue: number[] = [];
  private readonly listeners = new Set<(event: SoundEvent) => void>();

  /** Where the sound goes; another context than the loudspeaker's lets one see what would be heard. */
  constructor(private readonly createContext: () => AudioContext | OfflineAudioContext = () => new AudioContext({ latencyHint: 'interactive' })) {}

  configure(options: SoundOptions): void {
    if (options.url !== this.url) {
      this.cache.clear();
      this.queue = [];
      this.url = options.url;
    }
    if (options.cacheBytes !== undefined) this.cache.resize(options.cacheBytes);
    if (options.targetLufs !== undefined) this.targetLufs = options.targetLufs;
    if (options.loop !== undefined) this.setLoop(options.loop);
    if (options.matchLoudness !== undefined) this.setMatch(options.matchLoudness);
    if (options.volume !== undefined) this.setVolume(options.volume);
  }

  /** Events of this engine, until the returned function is called. */
  subscribe(listener: (event: SoundEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** True until the person has pressed or clicked something: browsers play nothing before. */
  get locked(): boolean {
    return this.context === undefined || this.context.state !== 'running';
  }

  /** What sounds now, and where in it. */
  get playing(): { id: number; position: number; duration: number } | undefined {
    if (!this.voice || !this.context) return undefined;
    const { id, startTime, offset, duration, loop } = this.voice;
    const elapsed = Math.max(0, this.context.currentTime - startTime) + offset;
    return { id, duration, position: loop ? elapsed % duration : Math.min(elapsed, duration) };
  }

  isLoaded(id: number): boolean {
    return this.cache.has(id);
  }

  get cachedBytes(): number {
    return this.cache.bytes;
  }

  /** The decoded sound; loads it where needed. */
  async buffer(id: number): Promise<AudioBuffer> {
    return (this.cache.get(id) ?? (await this.load(id))).buffer;
  }

  /** Loads these next, in this order; what an earlier call asked for and has not begun is dropped. */
  preload(ids: readonly number[]): void {
    this.queue = ids.filter((id) => !this.cache.has(id) && !this.loads.has(id));
    this.pump();
  }

  /** Starts a sound and cuts the one before it. Where it is loaded already, start() has been called when this returns. */
  play(id: number, options: PlayOptions = {}): void {
    const requestedMs = options.requestedMs ?? performance.now();
    this.wanted = id;
    const context = this.open();
    if (context instanceof AudioContext && context.state !== 'running') {
      // Before the first key or click browsers play nothing, and the first itself takes a moment; what was hovered long before it is not caught up on.
      void context.resume().then(() => {
        if (this.wanted === id && performance.now() - requestedMs < patienceMs) this.begin(id, options, requestedMs);
      });
    } else this.begin(id, options, requestedMs);
  }

  stop(): void {
    this.wanted = undefined;
    this.cut();
  }

  setVolume(volume: number): void {
    this.volume = Math.max(0, Math.min(1, volume));
    // Ears hear ratios: the fader's square lies closer to what a hand expects than its value.
    if (this.master && this.context) this.master.gain.setTargetAtTime(this.volume ** 2, this.context.currentTime, 0.01);
  }

  setLoop(loop: boolean): void {
    this.looping = loop;
    if (this.voice && this.context) {
      // The position goes on from where it is when the loop is switched during a sound.
      const at = this.playing?.position ?? 0;
      this.voice.startTime = this.context.currentTime - at;
      this.voice.offset = 0;
      this.voice.loop = loop;
      this.voice.source.loop = loop;
    }
  }

  setMatch(match: boolean): void {
    this.matching = match;
  }

  /** To be called within a key or pointer event: lets the browser play. */
  unlock(): void {
    const context = this.open();
    if (context instanceof AudioContext && context.state === 'suspended') void context.resume();
  }

  private open(): AudioContext | OfflineAudioContext {
    if (!this.context) {
      this.context = this.createContext();
      this.master = this.context.createGain();
      this.master.gain.value = this.volume ** 2;
      this.master.connect(this.context.destination);
      this.context.onstatechange = () => this.emit({ type: 'locked', locked: this.locked });
    }
    return this.context;
  }

  private begin(id: number, options: PlayOptions, requestedMs: number): void {
    const ready = this.cache.get(id);
    if (ready) {
      this.start(id, ready, options, requestedMs, true);
      return;
    }
    this.load(id).then(
      (sound) => {
        if (this.wanted === id) this.start(id, sound, options, requestedMs, false);
      },
      (error: unknown) => {
        if (this.wanted === id) this.cut();
        this.emit({ type: 'error', id, message: error instanceof Error ? error.message : String(error) });
      },
    );
  }

  private start(id: number, sound: Decoded, options: PlayOptions, requestedMs: number, preloaded: boolean): void {
    const context = this.open();
    const cutSeconds = this.cut();
    const { buffer } = sound;
    const loop = options.loop ?? this.looping;
    const value = options.gain ?? (this.matching ? matchingGain(sound.level, this.targetLufs) : 1);
    const gain = context.createGain();
    gain.gain.value = value;
    gain.connect(this.master!);
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.loop = loop;
    source.connect(gain);
    const offset = Math.min(Math.max(0, options.offset ?? 0), buffer.duration);
    const startTime = context.currentTime;
    source.start(startTime, offset);
    const scheduledMs = performance.now();
    const voice: Voice = { id, source, gain, startTime, offset, duration: buffer.duration, loop };
    this.voice = voice;
    source.onended = () => {
      source.disconnect();
      gain.disconnect();
      if (this.voice !== voice) return;
      this.voice = undefined;
      this.emit({ type: 'end', id, cut: false });
    };
    const { baseLatency, outputLatency } = context instanceof AudioContext ? context : { baseLatency: 0, outputLatency: 0 };
    this.trace.push({
      id, requestedMs, scheduledMs, contextTime: context.currentTime, startTime, preloaded, gain: value, loop, cutSeconds, baseLatency, outputLatency: outputLatency ?? 0,
    });
    if (this.trace.length > traceLength) this.trace.shift();
    this.emit({ type: 'start', id, duration: buffer.duration, gain: value, loop });
  }

  /** Fades the sounding voice out; without the fade its last sample would jump to zero and be heard as a click. */
  private cut(): number {
    const { voice, context } = this;
    if (!voice || !context) return 0;
    this.voice = undefined;
    const now = context.currentTime;
    voice.gain.gain.cancelScheduledValues(now);
    voice.gain.gain.setValueAtTime(voice.gain.gain.value, now);
    voice.gain.gain.linearRampToValueAtTime(0, now + fadeSeconds);
    voice.source.stop(now + fadeSeconds);
    this.emit({ type: 'end', id: voice.id, cut: true });
    return fadeSeconds;
  }

  private load(id: number): Promise<Decoded> {
    const running = this.loads.get(id);
    if (running) return running;
    const load = this.fetch(id).finally(() => {
      this.loads.delete(id);
      this.pump();
    });
    this.loads.set(id, load);
    return load;
  }

  private async fetch(id: number): Promise<Decoded> {
    const response = await fetch(this.url.replace('{id}', String(id)));
    if (!response.ok) throw new Error(`The sound could not be loaded (HTTP ${response.status}).`);
    return this.keep(id, await this.open().decodeAudioData(await response.arrayBuffer()));
  }

  /** Remembers a decoded sound, so that it plays at once. */
  keep(id: number, buffer: AudioBuffer): Decoded {
    const channels = Array.from({ length: buffer.numberOfChannels }, (_, c) => buffer.getChannelData(c));
    const sound = { buffer, level: measure(channels, buffer.sampleRate) };
    this.cache.set(id, sound, buffer.length * buffer.numberOfChannels * 4);
    return sound;
  }

  private pump(): void {
    while (this.loads.size < parallelLoads) {
      const id = this.queue.shift();
      if (id === undefined) return;
      // A sound that cannot be preloaded says so when it is played.
      if (!this.cache.has(id)) this.load(id).catch(() => undefined);
    }
  }

  private emit(event: SoundEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
