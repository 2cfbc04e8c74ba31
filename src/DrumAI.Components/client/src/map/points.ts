/** What the map knows of its points; the columns are views of the bytes as they came. Twin of MapPoints.cs, which says what the columns mean. */
export interface MapPoints {
  count: number;
  ids: Int32Array;
  x: Float32Array;
  y: Float32Array;
  /** Confidence, 65535 = certain. */
  confidence: Uint16Array;
  /** Index into the legend. */
  classes: Uint8Array;
  marks: Uint8Array;
}

export const pointsVersion = 1;
export const mark = { favourite: 1, labelled: 2, uncertain: 4, missing: 8 } as const;

const headerBytes = 8;
const pointBytes = 16;

/** Reads what MapPoints.Write wrote (little-endian, as every browser's machine is). */
export function readPoints(bytes: ArrayBuffer): MapPoints {
  if (bytes.byteLength < headerBytes) throw new Error('The map data ends within its header.');
  const header = new DataView(bytes);
  const count = header.getUint32(0, true);
  const version = header.getUint32(4, true);
  if (version !== pointsVersion) throw new Error(`The map data is of version ${version}; this page reads version ${pointsVersion}. Reload the page.`);
  if (bytes.byteLength !== headerBytes + count * pointBytes) throw new Error(`The map data has ${bytes.byteLength} bytes, not the ${headerBytes + count * pointBytes} of ${count} points.`);
  let at = headerBytes;
  const column = (size: number) => (at += size * count) - size * count;
  return {
    count,
    ids: new Int32Array(bytes, column(4), count),
    x: new Float32Array(bytes, column(4), count),
    y: new Float32Array(bytes, column(4), count),
    confidence: new Uint16Array(bytes, column(2), count),
    classes: new Uint8Array(bytes, column(1), count),
    marks: new Uint8Array(bytes, column(1), count),
  };
}

export const noPoints = (): MapPoints => readPoints(new Uint8Array([0, 0, 0, 0, pointsVersion, 0, 0, 0]).buffer);
