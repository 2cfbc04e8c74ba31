import type { DotNetObject } from './shared.ts';
import { TimbreMapView, type MapOptions } from './map/view.ts';

/** Makes a map in an element; null where the browser cannot draw one. */
export function create(element: HTMLElement, options: MapOptions, dotnet: DotNetObject): TimbreMapView | null {
  try {
    return new TimbreMapView(element, options, dotnet);
  } catch (error) {
    console.warn('The map cannot be drawn.', error);
    return null;
  }
}
