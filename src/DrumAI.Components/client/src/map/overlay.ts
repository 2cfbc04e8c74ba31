import { place, ticks, type Axis } from './axis.ts';
import { look, type Axes } from './field.ts';
import { Layer, type Scene } from './layer.ts';

const font = (size: number, weight = 400) => `${weight} ${size}px ui-sans-serif, system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif`;
const detailLimit = 1500;
const letterLimit = 500;

/** What stays while the window stays: names, hearts, hollows, letters, axes. */
export class Overlay extends Layer {
  /** On a very large map names are read from farther away. */
  private get scale(): number {
    return this.width >= 1600 ? 1.25 : 1;
  }

  draw(scene: Scene): void {
    this.context.clearRect(0, 0, this.width, this.height);
    if (scene.axes) this.drawAxes(scene, scene.axes);
    const lettered = this.drawDetail(scene) || scene.letters;
    if (scene.letters) this.drawSpreadLetters(scene);
    this.drawHearts(scene);
    if (!scene.axes && !lettered) this.drawNames(scene);
  }

  /** Uncertain points hollow, and two letters beside each point, once few enough are in view to see them. Answers whether there are letters. */
  private drawDetail(scene: Scene): boolean {
    if (scene.pointSize < 5) return false;
    const { field, window, pointSize } = scene;
    const found: number[] = [];
    field.grid.within(window.left, window.bottom, window.right, window.top, (i) => {
      if (field.isVisible(i)) found.push(i);
      return found.length <= detailLimit;
    });
    if (found.length > detailLimit) return false;
    const { context } = this;
    context.lineWidth = 1.5;
    context.fillStyle = scene.colours.background;
    for (const i of found) {
      if (field.looks[i] !== look.uncertain) continue;
      const [sx, sy] = this.at(scene, i);
      context.beginPath();
      context.arc(sx, sy, pointSize / 2 - 0.5, 0, 2 * Math.PI);
      context.fill();
      context.strokeStyle = this.colour(scene, i);
      context.stroke();
    }
    if (found.length > letterLimit || scene.letters) return false;
    this.drawLetters(scene, found);
    return true;
  }

  /** Where letters would lie on others, the first stand and the rest wait for more zoom. */
  private drawLetters(scene: Scene, found: readonly number[]): void {
    const { context } = this;
    context.font = font(10, 600);
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillStyle = scene.colours.muted;
    const taken = new Set<number>();
    for (const i of found) {
      const [sx, sy] = this.at(scene, i);
      const cell = Math.floor(sy / 14) * 4096 + Math.floor(sx / 24);
      if ([cell, cell + 1, cell - 1, cell + 4096, cell - 4096].some((c) => taken.has(c))) continue;
      taken.add(cell);
      context.fillText(scene.classes[scene.field.points.classes[i]!]?.glyph ?? '?', sx + scene.pointSize / 2 + 3, sy + 0.5);
    }
  }

  /**
   * Letters at some points all over the window, one a cell. Cells are of the map and not of the screen, and change with doublings of the zoom alone: so letters stay
   * where they are while the map is moved.
   */
  private drawSpreadLetters(scene: Scene): void {
    const { context } = this;
    const { field, window } = scene;
    const cellOf = (pixels: number, shown: number, size: number) => 2 ** Math.round(Math.log2((pixels * shown) / size));
    const [cellX, cellY] = [cellOf(30, window.right - window.left, this.width), cellOf(20, window.top - window.bottom, this.height)];
    const chosen = new Map<number, number>();
    field.grid.within(window.left, window.bottom, window.right, window.top, (i) => {
      if (!field.isVisible(i)) return;
      const cell = Math.floor(field.y[i]! / cellY) * 65536 + Math.floor(field.x[i]! / cellX);
      const other = chosen.get(cell);
      if (other === undefined || field.points.ids[i]! < field.points.ids[other]!) chosen.set(cell, i);
    });
    context.save();
    context.font = font(10, 700);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.lineWidth = 3;
    context.strokeStyle = scene.colours.background;
    context.fillStyle = scene.colours.text;
    for (const i of chosen.values()) {
      const [sx, sy] = this.at(scene, i);
      const glyph = scene.classes[field.points.classes[i]!]?.glyph ?? '?';
      context.strokeText(glyph, sx, sy);
      context.fillText(glyph, sx, sy);
    }
    context.restore();
  }

  private drawHearts(scene: Scene): void {
    const { context } = this;
    const { field, pointSize } = scene;
    const shown = field.favourites.filter((i) => field.isVisible(i));
    const size = Math.max(shown.length > 300 ? 5 : 7, pointSize + (shown.length > 300 ? 0 : 2));
    context.fillStyle = scene.colours.text;
    context.strokeStyle = scene.colours.background;
    context.lineWidth = 1.5;
    for (const i of shown) {
      const [sx, sy] = this.at(scene, i);
      if (sx > -size && sx < this.width + size && sy > -size && sy < this.height + size) this.heart(sx + pointSize / 2 + 1, sy - pointSize / 2 - 1, size);
    }
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

  /** Names of classes at their clusters, largest first; one that would lie on another, or of a mere handful in view, is left out. */
  private drawNames(scene: Scene): void {
    const inView = scene.clusters.reduce((sum, c) => sum + c.count, 0);
    const { context } = this;
    const taken: [number, number, number, number][] = [];
    context.save();
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    for (const cluster of scene.clusters) {
      const legend = scene.classes[cluster.class];
      if (!legend || cluster.count < inView / 200) continue;
      const size = (cluster.count > inView / 40 ? 13 : 11) * this.scale;
      context.font = font(size, 600);
      const width = context.measureText(legend.label).width;
      const [sx, sy] = this.screen(scene, cluster.x, cluster.y);
      const [x0, x1, y0, y1] = [sx - width / 2 - 4, sx + width / 2 + 4, sy - size / 2 - 3, sy + size / 2 + 3];
      if (x0 < 0 || x1 > this.width || y0 < 0 || y1 > this.height || taken.some((t) => x0 < t[1] && x1 > t[0] && y0 < t[3] && y1 > t[2])) continue;
      taken.push([x0, x1, y0, y1]);
      context.globalAlpha = scene.field.isActiveClass(cluster.class) ? 1 : 0.25;
      context.lineWidth = 4;
      context.strokeStyle = scene.colours.background;
      context.strokeText(legend.label, sx, sy);
      context.fillStyle = scene.colours.text;
      context.fillText(legend.label, sx, sy);
    }
    context.restore();
  }

  private drawAxes(scene: Scene, axes: NonNullable<Axes>): void {
    const { context } = this;
    const number = (v: number) => (Math.abs(v) >= 1000 ? `${Number((v / 1000).toPrecision(3))}k` : String(Number(v.toPrecision(3))));
    context.lineWidth = 1;
    context.strokeStyle = scene.colours.line;
    context.fillStyle = scene.colours.muted;
    context.font = font(11 * this.scale);
    context.textBaseline = 'bottom';
    context.textAlign = 'center';
    for (const value of ticks(axes.x, scene.window.left, scene.window.right, this.width / 110)) {
      const [sx] = this.screen(scene, place(axes.x, value), 0);
      this.line(sx, 0, sx, this.height);
      if (sx > 60 && sx < this.width - 90) context.fillText(number(value), sx, this.height - 4);
    }
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    for (const value of ticks(axes.y, scene.window.bottom, scene.window.top, this.height / 70)) {
      const [, sy] = this.screen(scene, 0, place(axes.y, value));
      this.line(0, sy, this.width, sy);
      if (sy > 30 && sy < this.height - 30) context.fillText(number(value), 6, sy - 8);
    }
    context.font = font(12 * this.scale, 600);
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
}
