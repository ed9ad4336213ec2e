/** What a change does, as the schema shows it: ids of the API, outlines as GeoJSON. */
import { FieldResolver, ID, Int, Resolver, Root } from "type-graphql";
import { GeoJSON, printGeometry } from "../graphql/geojson";
import { toGlobalId } from "../graphql/global-id";
import { keyFindings, type KeyedFinding } from "../plan/finding-key";
import { FindingType } from "../plan/finding.type";
import { BandType } from "../rule-set/rules.type";
import type { ChangedGrid, EditEffect, GridState } from "./editing";
import { EditEffectType, GridChangeType, GridStateType } from "./effect.type";

const buildingId = (id: string): string => toGlobalId("Building", id);

@Resolver(() => EditEffectType)
export class EditEffectResolver {
  @FieldResolver(() => [GridChangeType], {
    description: "Every grid that is not as it was, by label; all others are.",
  })
  changedGrids(@Root() { grids }: EditEffect): readonly ChangedGrid[] {
    const label = ({ before, after }: ChangedGrid): string => (after ?? before)?.label ?? "";
    return [...grids].sort((a, b) => (label(a) < label(b) ? -1 : 1));
  }

  @FieldResolver(() => [FindingType], {
    description:
      "Findings that were not there before, each with its place, under the labels of after.",
  })
  newFindings(@Root() { findingsNew }: EditEffect): KeyedFinding[] {
    return keyFindings(findingsNew, []);
  }

  @FieldResolver(() => [FindingType], {
    description: "Findings that are there no more, under the labels of before.",
  })
  goneFindings(@Root() { findingsGone }: EditEffect): KeyedFinding[] {
    return keyFindings(findingsGone, []);
  }

  @FieldResolver(() => [ID], {
    description: "Ids of the buildings whose grid is another, or that are in none any more.",
  })
  movedBuildingIds(@Root() { buildingIds }: EditEffect): string[] {
    return buildingIds.map(buildingId);
  }
}

@Resolver(() => GridChangeType)
export class GridChangeResolver {
  @FieldResolver(() => ID, {
    description:
      "Id of the Grid, the same through all edits. A new grid of a dry run is not there, and gets " +
      "another id when it is made.",
  })
  gridId(@Root() { gridId }: ChangedGrid): string {
    return toGlobalId("Grid", gridId);
  }
}

@Resolver(() => GridStateType)
export class GridStateResolver {
  @FieldResolver(() => BandType, {
    nullable: true,
    description: "Households it should have; null for a micro-grid.",
  })
  band(@Root() { band }: GridState): BandType | null {
    return band === null ? null : { min: band[0], max: band[1] };
  }

  @FieldResolver(() => Int, { description: "How many buildings are in it." })
  buildingCount(@Root() { buildingIds }: GridState): number {
    return buildingIds.length;
  }

  @FieldResolver(() => [ID], { description: "Ids of these buildings." })
  buildingIds(@Root() { buildingIds }: GridState): string[] {
    return buildingIds.map(buildingId);
  }

  @FieldResolver(() => GeoJSON, {
    description: "Its territory: a Polygon, or a MultiPolygon where it is in several pieces.",
  })
  polygon(@Root() { polygon }: GridState): string {
    return printGeometry(polygon);
  }

  @FieldResolver(() => GeoJSON, { description: "A Point inside it, for labels." })
  pointOnSurface(@Root() { pointOnSurface }: GridState): string {
    return printGeometry(pointOnSurface);
  }

  @FieldResolver(() => [FindingType], { description: "The results of checking it." })
  findings(@Root() { findings }: GridState): KeyedFinding[] {
    return keyFindings(findings, []);
  }
}
