import { EXACT_ZOOM, thresholdOf } from "./threshold";
import { MAP_SRID } from "./wkb";

/**
 * The geometry of a row as it is drawn at a zoom, in EPSG:3857: borders that neighbours share, off by less
 * than half a pixel. Where no shape is drawn yet it is the exact geometry: never wrong, only heavier.
 *
 *     select ${shapeAt("register", 12)} as geom from register where ...
 *
 * @param alias `communities` or `register`, or what the statement calls one of them
 */
export function shapeAt(alias: string, zoom: number): string {
  const drawn =
    zoom >= EXACT_ZOOM ? "st_force2d(shape)" : `st_filterbym(shape, ${thresholdOf(zoom)})`;
  return `coalesce((select ${drawn} from shapes where shapes.id = ${alias}.id),
    st_transform(${alias}.geom, ${MAP_SRID}))`;
}
