import { readFileSync } from "node:fs";
import { join } from "node:path";
import { distance } from "@turf/turf";
import { CRS_NAMES, fromStored, toStored, type Crs, type LonLat } from "../../src/crs/crs";

describe("published points", () => {
  test.each(publishedPoints())("$source ($from to $to, $at)", (point) => {
    expect(metresBetween(convert(point.from, point.to, point.at), point.there)).toBeLessThanOrEqual(
      point.withinM,
    );
  });

  test.each(publishedPoints())("$source, the other way ($to to $from)", (point) => {
    expect(metresBetween(convert(point.to, point.from, point.there), point.at)).toBeLessThanOrEqual(
      // The direction of a metre may turn a little.
      point.withinM * 1.01,
    );
  });
});

test.each(CRS_NAMES)("to %s and back again is the same within a millimetre", (crs) => {
  for (const position of positionsOfChina()) {
    const back = toStored(crs)(fromStored(crs)(position));
    expect(metresBetween(back, position)).toBeLessThan(0.001);
  }
});

test("GCJ-02 lies 100 to 1,000 m away in China, and BD-09 some 600 to 1,400 m further", () => {
  for (const position of positionsOfChina()) {
    const amap = fromStored("GCJ02")(position);
    const baidu = fromStored("BD09")(position);
    expect(metresBetween(position, amap)).toBeGreaterThan(20);
    expect(metresBetween(position, amap)).toBeLessThan(1_000);
    expect(metresBetween(amap, baidu)).toBeGreaterThan(600);
    expect(metresBetween(amap, baidu)).toBeLessThan(1_400);
  }
});

test("CGCS2000 and WGS 84 are the same", () => {
  expect(fromStored("WGS84")([106.27, 38.47])).toEqual([106.27, 38.47]);
  expect(toStored("CGCS2000")([106.27, 38.47])).toEqual([106.27, 38.47]);
});

test("on the edge of the area where GCJ-02 shifts, where gcoord never ends, something near comes out", () => {
  for (let step = -400; step <= 400; step++) {
    for (const edge of [
      [72.004 + step * 1e-5, 30],
      [137.8347 + step * 1e-5, 30],
      [100, 0.8293 + step * 1e-5],
      [100, 55.8271 + step * 1e-5],
    ] as const) {
      expect(metresBetween(toStored("GCJ02")(edge), edge)).toBeLessThan(2_000);
    }
  }
});

function convert(from: Crs, to: Crs, position: LonLat): LonLat {
  return fromStored(to)(toStored(from)(position));
}

function metresBetween(a: LonLat, b: LonLat): number {
  return distance([...a], [...b], { units: "meters" });
}

/** A net over China, not at round numbers. */
function positionsOfChina(): LonLat[] {
  const positions: LonLat[] = [];
  for (let lon = 74.01; lon < 134; lon += 1.37) {
    for (let lat = 18.02; lat < 53; lat += 1.31) positions.push([lon, lat]);
  }
  return positions;
}

interface PublishedPoint {
  readonly from: Crs;
  readonly at: LonLat;
  readonly to: Crs;
  readonly there: LonLat;
  readonly withinM: number;
  readonly source: string;
}

function publishedPoints(): PublishedPoint[] {
  const [, ...lines] = readFileSync(join(__dirname, "vectors", "published.csv"), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => {
    const [from, fromLon, fromLat, to, toLon, toLat, withinM, source] = line.split(",");
    return {
      from: crsNamed(from),
      at: [Number(fromLon), Number(fromLat)],
      to: crsNamed(to),
      there: [Number(toLon), Number(toLat)],
      withinM: Number(withinM),
      source,
    };
  });
}

function crsNamed(name: string): Crs {
  const found = CRS_NAMES.find((crs) => crs === name);
  if (found === undefined) throw new Error(`Expected one of ${CRS_NAMES.join()}, got ${name}`);
  return found;
}
