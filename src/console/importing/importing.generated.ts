// Written by npm run console:types.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { Operation } from "../core/client";
/** The files of a data set, each as the text of a GeoJSON FeatureCollection. */
export type ImportDatasetInput = {
  /** buildings.geojson: polygons with `id`, `communityId`, `households`, `category`, `estateName`, `floors`, `builtYear` and others. */
  readonly buildings: string;
  /** communities.geojson: polygons with `id`, `name` and `code`. */
  readonly communities: string;
  /** roads.geojson: lines with `id`, `class` and `name`. */
  readonly roads?: string | null | undefined;
};

export type TableCountsFragment = {
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
};

export type ImportDatasetMutationVariables = Exact<{
  input: ImportDatasetInput;
}>;

export type ImportDatasetMutation = {
  readonly importDataset: {
    readonly report: {
      readonly communities: TableCountsFragment;
      readonly estates: TableCountsFragment;
      readonly buildings: TableCountsFragment;
      readonly barriers: TableCountsFragment;
      readonly notes: ReadonlyArray<{
        readonly code: string;
        readonly path: ReadonlyArray<string> | null;
        readonly message: { readonly zh: string; readonly en: string };
      }>;
    } | null;
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly path: ReadonlyArray<string> | null;
      readonly message: { readonly zh: string; readonly en: string };
    }>;
  };
};

const TableCountsText = `fragment TableCounts on TableReport {
  read
  added
  changed
  unchanged
}`;

export const ImportDataset: Operation<ImportDatasetMutation, ImportDatasetMutationVariables> =
  `mutation ImportDataset($input: ImportDatasetInput!) {
  importDataset(input: $input) {
    report {
      communities {
        ...TableCounts
      }
      estates {
        ...TableCounts
      }
      buildings {
        ...TableCounts
      }
      barriers {
        ...TableCounts
      }
      notes {
        code
        path
        message {
          zh
          en
        }
      }
    }
    userErrors {
      code
      path
      message {
        zh
        en
      }
    }
  }
}
${TableCountsText}`;
