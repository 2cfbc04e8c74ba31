import { Layer, type Scene } from './layer.ts';

/** What changes from one moment to the next. */
export interface Moment {
  focused: number | undefined;
  hovered: number | undefined;
  playing: number | undefined;
  /** 0 to 1 while the glow of a new sound opens. */
  glow: number;
}

/** What follows the pointer, the keys and the sound. */
export class LiveLayer extends Layer {
  draw(scene: Scene, { focused, hovered, playing, glow }: Moment): void {
    this.context.clearRect(0, 0, this.width, this.height);
    if (playing !== undefined) this.drawGlow(scene, playing, glow);
    if (hovered !== undefined && hovered !== focused) this.ring(scene, hovered, scene.colours.muted, 1.5, 3);
    if (focused !== undefined) this.ring(scene, focused, scene.colours.text, 2, 4);
  }

  private ring(scene: Scene, index: number, colour: string, width: number, gap: number): void {
    const { context } = this;
    const [sx, sy] = this.at(scene, index);
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

  private drawGlow(scene: Scene, index: number, glow: number): void {
    const { context } = this;
    const [sx, sy] = this.at(scene, index);
    const colour = this.colour(scene, index);
    const radius = (scene.pointSize / 2 + 20) * (0.5 + 0.5 * glow);
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
}
