import { ticks, place, type Axis } from './axis.ts';
import type { Cluster } from './clusters.ts';
import type { PointGrid } from './grid.ts';
import { mark, type MapPoints } from './points.ts';

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

/** What is drawn over the points: names, rings, hearts, hollows, letters, axes. */
export interface OverlayScene {
  points: MapPoints;
  x: Float32Array;
  y: Float32Array;
  grid: PointGrid;
  clusters: readonly Cluster[];
  classes: readonly MapClass[];
  colours: MapColours;
  axes: { x: Axis; y: Axis } | null;
  isVisible(index: number): boolean;
  isActiveClass(index: number): boolean;
  focused: number | undefined;
  hovered: number | undefined;
  playing: number | undefined;
  /** 0 to 1 while the glow of a new sound opens. */
  glow: number;
  /** Diameter of a point in CSS pixels. */
  pointSize: number;
  zoom: number;
  /** What the window shows, in places. */
  left: number;
  right: number;
  bottom: number;
  top: number;
}

const font = (size: number, weight = 400) => `${weight} ${size}px ui-sans-serif, system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif`;
const detailLimit = 1500;

export class Overlay {
  private readonly context: CanvasRenderingContext2D;
  private width = 0;
  private height = 0;

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

  draw(scene: OverlayScene): void {
    const { context } = this;
    context.clearRect(0, 0, this.width, this.height);
    if (scene.axes) this.drawAxes(scene, scene.axes);
    this.drawDetail(scene);
    this.drawHearts(scene);
    if (scene.playing !== undefined) this.drawGlow(scene, scene.playing);
    if (scene.hovered !== undefined && scene.hovered !== scene.focused) this.ring(scene, scene.hovered, scene.colours.muted, 1.5, 3);
    if (scene.focused !== undefined) this.ring(scene, scene.focused, scene.colours.text, 2, 4);
    if (!scene.axes) this.drawNames(scene);
  }

  private screen(scene: OverlayScene, x: number, y: number): [number, number] {
    return [((x - scene.left) / (scene.right - scene.left)) * this.width, ((scene.top - y) / (scene.top - scene.bottom)) * this.height];
  }

  /** Hollow centres of uncertain points, and two letters beside each, once few enough are in view to read them. */
  private drawDetail(scene: OverlayScene): void {
    if (scene.pointSize < 5) return;
    const found: number[] = [];
    scene.grid.within(scene.left, scene.bottom, scene.right, scene.top, (i) => {
      if (scene.isVisible(i)) found.push(i);
      return found.length <= detailLimit;
    });
    if (found.length > detailLimit) return;
    const { context, points } = this.with(scene);
    context.fillStyle = scene.colours.background;
    context.beginPath();
    for (const i of found) {
      if (!(points.marks[i]! & mark.uncertain)) continue;
      const [sx, sy] = this.screen(scene, scene.x[i]!, scene.y[i]!);
      const radius = scene.pointSize / 2 - 1.75;
      context.moveTo(sx + radius, sy);
      context.arc(sx, sy, radius, 0, 2 * Math.PI);
    }
    context.fill();
    if (found.length > 400) return;
    context.font = font(10, 600);
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillStyle = scene.colours.muted;
    for (const i of found) {
      const [sx, sy] = this.screen(scene, scene.x[i]!, scene.y[i]!);
      context.fillText(scene.classes[points.classes[i]!]?.glyph ?? '?', sx + scene.pointSize / 2 + 3, sy + 0.5);
    }
  }

  private drawHearts(scene: OverlayScene): void {
    const { context, points } = this.with(scene);
    const size = Math.max(7, scene.pointSize + 2);
    context.fillStyle = scene.colours.text;
    context.strokeStyle = scene.colours.background;
    context.lineWidth = 1.5;
    let drawn = 0;
    scene.grid.within(scene.left, scene.bottom, scene.right, scene.top, (i) => {
      if (!(points.marks[i]! & mark.favourite) || !scene.isVisible(i)) return true;
      const [sx, sy] = this.screen(scene, scene.x[i]!, scene.y[i]!);
      this.heart(sx + scene.pointSize / 2 + 1, sy - scene.pointSize / 2 - 1, size);
      return ++drawn < detailLimit;
    });
  }

  private heart(x: number, y: number, size: number): void {
    const { context } = this;
    const r = size / 2;
    context.beginPath();
    context.moveTo(x, y + r * 0.8);
    context.bezierCurveTo(x - r * 1.5, y - r * 0.2, x - r * 0.7, y - r * 1.1, x, y - r * 0.35);
    context.bezierCurveTo(x + r * 0.7, y - r * 1.1, x + r * 1.5, y - r * 0.2, x, y + r * 0.8);
    context.stroke();
    context.fill();
  }

  private ring(scene: OverlayScene, index: number, colour: string, width: number, gap: number): void {
    const { context } = this;
    const [sx, sy] = this.screen(scene, scene.x[index]!, scene.y[index]!);
    const radius = scene.pointSize / 2 + gap;
    context.beginPath();
    context.arc(sx, sy, radius, 0, 2 * Math.PI);
    context.lineWidth = width + 2;
    context.strokeStyle = scene.colours.background;
    context.stroke();
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }

  private drawGlow(scene: OverlayScene, index: number): void {
    const { context, points } = this.with(scene);
    const [sx, sy] = this.screen(scene, scene.x[index]!, scene.y[index]!);
    const colour = scene.classes[points.classes[index]!]?.colour ?? scene.colours.text;
    const radius = (scene.pointSize / 2 + 20) * (0.5 + 0.5 * scene.glow);
    const light = context.createRadialGradient(sx, sy, scene.pointSize / 4, sx, sy, radius);
    light.addColorStop(0, `${colour}cc`);
    light.addColorStop(0.35, `${colour}55`);
    light.addColorStop(1, `${colour}00`);
    context.save();
    context.globalCompositeOperation = 'lighter';
    context.fillStyle = light;
    context.beginPath();
    context.arc(sx, sy, radius, 0, 2 * Math.PI);
    context.fill();
    context.restore();
    context.beginPath();
    context.arc(sx, sy, scene.pointSize / 2 + 1.5, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
  }

  /** Names of classes at their clusters, largest first; one that would lie on another is left out, and all go as one zooms in. */
  private drawNames(scene: OverlayScene): void {
    const opacity = Math.max(0, Math.min(1, (3.2 - scene.zoom) / 0.8));
    if (opacity === 0) return;
    const { context } = this;
    const taken: [number, number, number, number][] = [];
    context.save();
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    for (const cluster of scene.clusters) {
      const look = scene.classes[cluster.class];
      if (!look) continue;
      const size = cluster.count > scene.points.count / 40 ? 13 : 11;
      context.font = font(size, 600);
      const width = context.measureText(look.label).width;
      const [sx, sy] = this.screen(scene, cluster.x, cluster.y);
      const [x0, x1, y0, y1] = [sx - width / 2 - 4, sx + width / 2 + 4, sy - size / 2 - 3, sy + size / 2 + 3];
      if (x0 < 0 || x1 > this.width || y0 < 0 || y1 > this.height || taken.some((t) => x0 < t[1] && x1 > t[0] && y0 < t[3] && y1 > t[2])) continue;
      taken.push([x0, x1, y0, y1]);
      context.globalAlpha = opacity * (scene.isActiveClass(cluster.class) ? 1 : 0.25);
      context.lineWidth = 4;
      context.strokeStyle = scene.colours.background;
      context.strokeText(look.label, sx, sy);
      context.fillStyle = scene.colours.text;
      context.fillText(look.label, sx, sy);
    }
    context.restore();
  }

  private drawAxes(scene: OverlayScene, axes: { x: Axis; y: Axis }): void {
    const { context } = this;
    const number = (v: number) => (Math.abs(v) >= 1000 ? `${Number((v / 1000).toPrecision(3))}k` : String(Number(v.toPrecision(3))));
    context.lineWidth = 1;
    context.strokeStyle = scene.colours.line;
    context.fillStyle = scene.colours.muted;
    context.font = font(11);
    context.textBaseline = 'bottom';
    context.textAlign = 'center';
    for (const value of ticks(axes.x, scene.left, scene.right, this.width / 110)) {
      const [sx] = this.screen(scene, place(axes.x, value), 0);
      this.line(sx, 0, sx, this.height);
      if (sx > 60 && sx < this.width - 90) context.fillText(number(value), sx, this.height - 4);
    }
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    for (const value of ticks(axes.y, scene.bottom, scene.top, this.height / 70)) {
      const [, sy] = this.screen(scene, 0, place(axes.y, value));
      this.line(0, sy, this.width, sy);
      if (sy > 30 && sy < this.height - 30) context.fillText(number(value), 6, sy - 8);
    }
    context.font = font(12, 600);
    context.fillStyle = scene.colours.text;
    const titled = ({ title, unit }: Axis) => (unit ? `${title} (${unit})` : title);
    context.textAlign = 'right';
    context.textBaseline = 'bottom';
    context.fillText(`${titled(axes.x)} →`, this.width - 8, this.height - 4);
    context.textAlign = 'left';
    context.textBaseline = 'top';
    context.fillText(`↑ ${titled(axes.y)}`, 6, 8);
  }

  private line(x0: number, y0: number, x1: number, y1: number): void {
    const { context } = this;
    context.beginPath();
    context.moveTo(Math.round(x0) + 0.5, Math.round(y0) + 0.5);
    context.lineTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
    context.stroke();
  }

  private with(scene: OverlayScene) {
    return { context: this.context, points: scene.points };
  }
}
