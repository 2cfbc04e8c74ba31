import WaveSurfer from 'wavesurfer.js';
import Spectrogram from 'wavesurfer.js/plugins/spectrogram';
import { engine } from './sound.ts';

export interface WaveOptions {
  colour: string;
  spectrogram: boolean;
  waveHeight: number;
  spectrogramHeight: number;
}

/** Dark violet over red to pale yellow, even in lightness, so that it reads the same in grey and to every eye. */
const heat: [number, number, number][] = [[0, 0, 4], [27, 12, 65], [74, 12, 107], [120, 28, 109], [165, 44, 96], [207, 68, 70], [237, 105, 37], [251, 155, 6], [247, 209, 61], [252, 255, 164]];

function colourMap(): number[][] {
  return Array.from({ length: 256 }, (_, i) => {
    const at = (i / 255) * (heat.length - 1);
    const [low, high] = [heat[Math.floor(at)]!, heat[Math.ceil(at)]!];
    const t = at - Math.floor(at);
    return [...low.map((v, c) => (v + t * (high[c]! - v)) / 255), 1];
  });
}

const mel = (hertz: number) => 2595 * Math.log10(1 + hertz / 700);

/** Round frequencies at their heights on the spectrogram's mel scale, as many as there is room for. */
function frequencyLabels(top: number, { waveHeight, spectrogramHeight }: WaveOptions): HTMLElement[] {
  let above = 0;
  return [8000, 3000, 1000, 200].flatMap((hertz) => {
    const height = spectrogramHeight * (1 - mel(hertz) / mel(top));
    if (hertz > top * 0.85 || height < above + 16 || height > spectrogramHeight - 8) return [];
    above = height;
    const label = document.createElement('span');
    label.textContent = hertz < 1000 ? `${hertz} Hz` : `${hertz / 1000} kHz`;
    label.style.top = `${waveHeight + height}px`;
    return [label];
  });
}

/** Waveform and spectrogram of one sound, drawn from what the sound engine has decoded; a click plays from there. */
export class WaveViewer {
  private surfer?: WaveSurfer;
  private shown?: number;
  private frame = 0;
  private readonly endSound: () => void;
  private readonly labels = document.createElement('div');

  constructor(private readonly root: HTMLElement) {
    this.labels.className = 'drum-wave-labels';
    root.append(this.labels);
    this.endSound = engine().subscribe((event) => {
      if (event.type === 'start' && event.id === this.shown) this.follow();
    });
  }

  async show(id: number | null, options: WaveOptions): Promise<number> {
    this.shown = id ?? undefined;
    const buffer = id === null ? undefined : await engine().buffer(id);
    if (this.shown !== (id ?? undefined)) return 0;
    this.surfer?.destroy();
    this.surfer = undefined;
    if (!buffer) return 0;
    const top = Math.min(20000, buffer.sampleRate / 2);
    this.labels.replaceChildren(...(options.spectrogram ? frequencyLabels(top, options) : []));
    const style = getComputedStyle(this.root);
    const token = (name: string) => style.getPropertyValue(name).trim();
    this.surfer = WaveSurfer.create({
      container: this.root,
      height: options.waveHeight,
      waveColor: options.colour,
      progressColor: options.colour,
      cursorColor: token('--drum-text'),
      cursorWidth: 1,
      interact: true,
      hideScrollbar: true,
      normalize: false,
      peaks: Array.from({ length: Math.min(2, buffer.numberOfChannels) }, (_, c) => buffer.getChannelData(c)),
      duration: buffer.duration,
      sampleRate: buffer.sampleRate,
      plugins: options.spectrogram
        ? [Spectrogram.create({
            height: options.spectrogramHeight, labels: false, scale: 'mel', frequencyMax: top, fftSamples: 512, noverlap: 448, windowFunc: 'hann',
            autoGain: true, rangeDB: 72, colorMap: colourMap() as never, splitChannels: false,
          } as never)]
        : [],
    });
    this.surfer.on('interaction', (seconds) => {
      if (id !== null) engine().play(id, { offset: seconds });
    });
    return buffer.duration;
  }

  dispose(): void {
    this.endSound();
    cancelAnimationFrame(this.frame);
    this.surfer?.destroy();
  }

  /** The cursor goes where the engine is. */
  private follow(): void {
    cancelAnimationFrame(this.frame);
    const step = () => {
      const now = engine().playing;
      if (!now || now.id !== this.shown) {
        this.surfer?.setTime(0);
        return;
      }
      this.surfer?.setTime(now.position);
      this.frame = requestAnimationFrame(step);
    };
    step();
  }
}

/** Null where the element has gone already: a page that changes fast is ahead of its scripts. */
export const create = (root: HTMLElement | null): WaveViewer | null => root && new WaveViewer(root);
