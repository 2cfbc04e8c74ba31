import type { DotNetObject } from './shared.ts';
import { TimbreMapView, type MapOptions } from './map/view.ts';

/** Makes a map in an element; null where the browser cannot draw one (no WebGL). */
export function create(element: HTMLElement, options: MapOptions, dotnet: DotNetObject): TimbreMapView | null {
  const probe = document.createElement('canvas').getContext('webgl');
  if (!probe?.getExtension('OES_texture_float')) return null;
  probe.getExtension('WEBGL_lose_context')?.loseContext();
  return new TimbreMapView(element, options, dotnet);
}
