import type { Cluster } from './clusters.ts';
import type { Axes, PointField } from './field.ts';
import type { Window } from './plot.ts';

export interface MapClass {
  label: string;
  colour: string;
  glyph: string;
}

/** Colours of the page's theme, as its style sheet says. */
export interface MapColours {
  background: string;
  text: string;
  muted: string;
  line: string;
  accent: string;
}

/** What there is to see. */
export interface Scene {
  field: PointField;
  classes: readonly MapClass[];
  colours: MapColours;
  axes: Axes;
  /** Where the names of classes stand. */
  clusters: readonly Cluster[];
  /** Diameter of a point in CSS pixels. */
  pointSize: number;
  window: Window;
  /** Letters at points, however far the window is zoomed out. */
  letters: boolean;
}

/** A canvas over the points, in CSS pixels. */
export abstract class Layer {
  protected readonly context: CanvasRenderingContext2D;
  protected width = 0;
  protected height = 0;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext('2d')!;
  }

  resize(width: number, height: number): void {
    const ratio = devicePixelRatio;
    [this.width, this.height] = [width, height];
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  protected screen({ window: { left, right, bottom, top } }: Scene, x: number, y: number): [number, number] {
    return [((x - left) / (right - left)) * this.width, ((top - y) / (top - bottom)) * this.height];
  }

  protected at(scene: Scene, index: number): [number, number] {
    return this.screen(scene, scene.field.x[index]!, scene.field.y[index]!);
  }

  protected colour(scene: Scene, index: number): string {
    return scene.classes[scene.field.points.classes[index]!]?.colour ?? scene.colours.muted;
  }
}
