import { z } from "zod";
import { checkGridCode, type GridInForce } from "../engine";
import type { Dataset } from "./dataset";
import { reportInto, shown, type Fault } from "./fault";
import { parseJsonText } from "./json-text";

const id = z.union([z.string().min(1), z.number()]).transform(String);

const position = z.tuple([z.number(), z.number()]).rest(z.number());
const rings = z.array(z.array(position).min(4)).min(1);
const geometry = z.union([
  z.object({ type: z.literal("Polygon"), coordinates: rings }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(rings).min(1) }),
]);
const gridCode = z
  .string()
  .refine((code) => checkGridCode(code) === null, "a 15-digit grid code is needed");
const label = z.string().regex(/^(?!000|500|9)\d{3}$/, "001-499 or 501-899 is needed");
const codes = z.array(z.union([gridCode, label]));

const schema = z.object({
  type: z.literal("FeatureCollection"),
  features: z.array(
    z.object({
      geometry: geometry.nullish(),
      properties: z.object({
        communityId: id,
        code: gridCode.nullable(),
        label,
        kind: z.enum(["STANDARD", "MICRO"]),
        buildingIds: z.array(id),
      }),
    }),
  ),
  plans: z
    .array(
      z.object({
        communityId: id,
        regridding: z.object({ codesRetired: codes, codesRetiredBefore: codes }).nullish(),
      }),
    )
    .optional(),
});

/** The grids in force, by community id. */
export interface Register {
  readonly inForce: ReadonlyMap<string, readonly GridInForce[]>;
  /** Codes that are no longer in force, as far as the file tells. */
  readonly retiredCodes: ReadonlyMap<string, readonly string[]>;
  readonly notes: readonly Fault[];
}

export type RegisterRead = Register | { readonly faults: readonly Fault[] };

/** Reads grids as `plan` writes them: the grids in force, from which re-gridding starts. */
export function parseRegister(text: string, file: string, dataset: Dataset): RegisterRead {
  const faults: Fault[] = [];
  const report = reportInto(faults, file);
  const value = parseJsonText(text, report);
  if (value === undefined) return { faults };
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      const [list, index, , ...field] = path;
      const feature = list === "features" && typeof index === "number" ? `#${index + 1}` : null;
      const name = (feature === null ? path : field).map(String).join(".");
      reportInto(faults, file, feature)("INVALID_REGISTER", name || null, {
        zh: `不是本程序输出的网格：${message}`,
        en: `not grids as the plan command writes them: ${message}`,
      });
    }
    return { faults };
  }
  const notes: Fault[] = [];
  const inForce = new Map<string, GridInForce[]>();
  const communityOf = new Map(dataset.buildings.map((one) => [one.id, one.communityId]));
  const communityIds = new Set(dataset.communities.map((one) => one.id));
  const owner = new Map<string, string>();
  parsed.data.features.forEach(({ properties, geometry }, index) => {
    const { communityId, label, kind } = properties;
    const feature = `#${index + 1} ${JSON.stringify(properties.code ?? label)}`;
    const note = reportInto(notes, file, feature);
    if (!communityIds.has(communityId)) {
      note("UNKNOWN_COMMUNITY", "communityId", {
        zh: `社区 ${shown(communityId)} 不在数据集中，此网格不予考虑`,
        en: `there is no community ${shown(communityId)} in the data set: the grid is left out`,
      });
      return;
    }
    const gone = properties.buildingIds.filter((one) => communityOf.get(one) !== communityId);
    if (gone.length > 0) {
      const some = gone.slice(0, 5).map(shown).join(", ") + (gone.length > 5 ? ", ..." : "");
      note("UNKNOWN_BUILDING", "buildingIds", {
        zh: `${gone.length} 栋楼已不在该社区：${some}`,
        en: `${gone.length} buildings are no longer in the community: ${some}`,
      });
    }
    const missing = new Set(gone);
    const buildingIds = properties.buildingIds.filter((one) => !missing.has(one));
    for (const one of buildingIds) {
      const other = owner.get(one);
      if (other !== undefined) {
        reportInto(faults, file, feature)("INVALID_REGISTER", "buildingIds", {
          zh: `楼栋 ${shown(one)} 已列于 ${other}`,
          en: `building ${shown(one)} is already listed by ${other}`,
        });
      }
      owner.set(one, feature);
    }
    const grid = { code: properties.code ?? label, kind, buildingIds, polygon: geometry ?? null };
    const grids = inForce.get(communityId);
    if (grids === undefined) inForce.set(communityId, [grid]);
    else grids.push(grid);
  });
  const retiredCodes = new Map(
    (parsed.data.plans ?? []).flatMap(({ communityId, regridding }) =>
      regridding
        ? [[communityId, [...regridding.codesRetiredBefore, ...regridding.codesRetired]] as const]
        : [],
    ),
  );
  return faults.length > 0 ? { faults } : { inForce, retiredCodes, notes };
}
