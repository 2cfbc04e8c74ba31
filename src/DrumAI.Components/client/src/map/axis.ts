/** One direction of the map: what its numbers mean, and how they become [-1, 1]. Twin of MapAxis.cs. */
export interface Axis {
  title: string;
  minimum: number;
  maximum: number;
  logarithmic: boolean;
  /** Behind the numbers of its ticks. */
  unit: string;
}

/** The square of the sound map, a little wider than what the model fills. */
export const plain: Axis = { title: '', minimum: -1.05, maximum: 1.05, logarithmic: false, unit: '' };

/** A value's place in [-1, 1]; NaN stays NaN. */
export function place(axis: Axis, value: number): number {
  if (axis.logarithmic) {
    const low = Math.log(axis.minimum);
    return (2 * (Math.log(Math.max(value, axis.minimum)) - low)) / (Math.log(axis.maximum) - low) - 1;
  }
  return (2 * (value - axis.minimum)) / (axis.maximum - axis.minimum) - 1;
}

/** The value at a place in [-1, 1]. */
export function valueAt(axis: Axis, position: number): number {
  const t = (position + 1) / 2;
  if (axis.logarithmic) return axis.minimum * (axis.maximum / axis.minimum) ** t;
  return axis.minimum + t * (axis.maximum - axis.minimum);
}

/** Round numbers between two places, about as many as asked for: 1, 2 or 5 times a power of ten. */
export function ticks(axis: Axis, from: number, to: number, many: number): number[] {
  const [low, high] = [valueAt(axis, from), valueAt(axis, to)];
  if (!(high > low)) return [];
  const found: number[] = [];
  if (axis.logarithmic && high / low > 8) {
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
      for (const step of high / low > 2000 ? [1] : [1, 2, 5]) found.push(step * 10 ** power);
    return found.filter((v) => v >= low && v <= high);
  }
  const rough = (high - low) / Math.max(1, many);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((s) => s * power >= rough)! * power;
  for (let n = Math.ceil(low / step); n * step <= high; n++) found.push(Number((n * step).toPrecision(12)));
  return found;
}
