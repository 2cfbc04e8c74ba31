// Loudness after ITU-R BS.1770-4 (K-weighting), of the loudest 400 ms, or of the whole where it is shorter: a one-shot's decay must not make it "quieter".

type Biquad = readonly [b0: number, b1: number, b2: number, a1: number, a2: number];

/** Pre-filter: a high shelf of 4 dB at 1.68 kHz; coefficients for any rate from the analogue prototype. */
function highShelf(rate: number): Biquad {
  const f0 = 1681.974450955533;
  const gain = 3.999843853973347;
  const q = 0.7071752369554196;
  const k = Math.tan((Math.PI * f0) / rate);
  const vh = 10 ** (gain / 20);
  const vb = vh ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return [(vh + (vb * k) / q + k * k) / a0, (2 * (k * k - vh)) / a0, (vh - (vb * k) / q + k * k) / a0, (2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0];
}

/** RLB filter: a high pass at 38 Hz. */
function highPass(rate: number): Biquad {
  const f0 = 38.13547087602444;
  const q = 0.5003270373238773;
  const k = Math.tan((Math.PI * f0) / rate);
  const a0 = 1 + k / q + k * k;
  return [1, -2, 1, (2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0];
}

function filter(samples: Float32Array, [b0, b1, b2, a1, a2]: Biquad): Float32Array {
  const out = new Float32Array(samples.length);
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    out[i] = y;
  }
  return out;
}

export interface Level {
  /** Loudness in LUFS; -Infinity for silence. */
  lufs: number;
  /** Largest amplitude, 1 = full scale. */
  peak: number;
}

export function measure(channels: readonly Float32Array[], rate: number): Level {
  const length = channels[0]?.length ?? 0;
  const window = Math.max(1, Math.min(length, Math.round(rate * 0.4)));
  const power = new Float64Array(length + 1);
  let peak = 0;
  const [shelf, pass] = [highShelf(rate), highPass(rate)];
  for (const channel of channels) {
    const weighted = filter(filter(channel, shelf), pass);
    for (let i = 0; i < length; i++) {
      power[i + 1] = power[i + 1]! + weighted[i]! ** 2;
      peak = Math.max(peak, Math.abs(channel[i]!));
    }
  }
  for (let i = 0; i < length; i++) power[i + 1] = power[i + 1]! + power[i]!;
  let loudest = 0;
  const step = Math.max(1, Math.round(rate * 0.01));
  for (let end = window; end <= length; end += step) loudest = Math.max(loudest, (power[end]! - power[end - window]!) / window);
  return { lufs: loudest > 0 ? -0.691 + 10 * Math.log10(loudest) : -Infinity, peak };
}

/** The factor that brings a sound to the target, within 24 dB either way and never past full scale. */
export function matchingGain({ lufs, peak }: Level, targetLufs: number): number {
  if (!Number.isFinite(lufs) || peak <= 0) return 1;
  const decibels = Math.max(-24, Math.min(24, targetLufs - lufs));
  return Math.min(10 ** (decibels / 20), 1 / peak);
}
