import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Dataset } from "./dataset";
import { reportInto, type Fault, type Report } from "./fault";
import { BUILDINGS_FILE, readBuildings } from "./read-buildings";
import { readBarriers, ROADS_FILE } from "./read-barriers";
import { isSystemError } from "./system-error";
import { COMMUNITIES_FILE, readCommunities, type CommunitiesRead } from "./read-communities";

/** The files of a data set as GeoJSON texts. */
export interface DatasetTexts {
  readonly communities: string;
  readonly buildings: string;
  readonly roads?: string | null;
}

const NO_COMMUNITIES: CommunitiesRead = { ids: new Set(), sound: [] };

/** A data set that can be planned, or every reason why it cannot. */
export type DatasetRead =
  | {
      readonly dataset: Dataset;
      /** What was read differently from what the files say, or is worth a look. */
      readonly notes: readonly Fault[];
    }
  | { readonly faults: readonly Fault[] };

/** Reads and checks a data set; every fault of every file is collected. */
export function parseDataset({ communities, buildings, roads = null }: DatasetTexts): DatasetRead {
  return readTexts({ communities, buildings, roads }, []);
}

/** As `parseDataset`, from the files of a folder; a missing or unreadable file is a fault as well. */
export async function readDatasetFolder(folder: string): Promise<DatasetRead> {
  const faults: Fault[] = [];
  const read = (file: string, report = reportInto(faults, file)): Promise<string | null> =>
    readTextFile(join(folder, file), report);
  const reportRoads = reportInto(faults, ROADS_FILE);
  return readTexts(
    {
      communities: await read(COMMUNITIES_FILE),
      buildings: await read(BUILDINGS_FILE),
      roads: await read(ROADS_FILE, (code, field, reason) => {
        if (code !== "MISSING_FILE") reportRoads(code, field, reason);
      }),
    },
    faults,
  );
}

/** A text that is null has its fault already; the others are judged as far as they can be. */
function readTexts(
  texts: Readonly<Record<keyof DatasetTexts, string | null>>,
  faults: Fault[],
): DatasetRead {
  const notes: Fault[] = [];
  const communities =
    texts.communities === null ? NO_COMMUNITIES : readCommunities(texts.communities, faults, notes);
  const dataset: Dataset = {
    communities: communities.sound.map(({ community }) => community),
    buildings: texts.buildings === null ? [] : readBuildings(texts.buildings, communities, faults),
    barriers: texts.roads === null ? [] : readBarriers(texts.roads, faults),
  };
  return faults.length > 0 ? { faults } : { dataset, notes };
}

/** The text of a UTF-8 file; null, with a fault, where it cannot be read. */
export async function readTextFile(path: string, report: Report): Promise<string | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === "ENOENT" || error.code === "ENOTDIR") {
      report("MISSING_FILE", null, {
        zh: `找不到文件 ${path}`,
        en: `there is no file ${path}`,
      });
      return null;
    }
    report("UNREADABLE", null, {
      zh: `无法读取：${error.message}`,
      en: `it cannot be read: ${error.message}`,
    });
    return null;
  }
  // Decoding takes a byte order mark away.
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  report("UNREADABLE", null, {
    zh: "不是 UTF-8 编码，请另存为 UTF-8",
    en: "it is not UTF-8 text: save it as UTF-8",
  });
  return null;
}
