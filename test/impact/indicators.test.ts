import { indicatorsOf, type MeasuredGrid } from "../../src/indicators/indicators";

const BAND = [300, 500] as const;

function grid(label: string, households: number, more: Partial<MeasuredGrid> = {}): MeasuredGrid {
  return {
    label,
    code: `640104001003${label}`,
    kind: "STANDARD",
    reduced: false,
    band: [300, 500],
    households,
    residents: households * 2.5,
    householdsUncounted: 0,
    ...more,
  };
}
const reduced = { reduced: true, band: [100, 300] } as const;

test("500 households a grid are four visits a working day, and 0.3 m² each", () => {
  const figures = indicatorsOf([grid("001", 500), grid("002", 400)], BAND, []);
  expect(figures).toMatchObject({
    households: 900,
    workersNeeded: 2,
    mostVisitsPerWorkerDay: 4,
    visitsPerWorkerDay: 3.6,
    residents: 2250,
  });
  expect(figures.serviceRoomsM2).toBeCloseTo(270, 9);
});

test("200 households a grid take 20 workers per 10,000 residents: that cannot be staffed", () => {
  const small = Array.from({ length: 20 }, (_, i) =>
    grid(String(i + 1).padStart(3, "0"), 200, reduced),
  );
  const { workersPer10000, communityWorkersWantedPer10000, notes } = indicatorsOf(small, BAND, []);
  expect(workersPer10000).toBe(20);
  expect(communityWorkersWantedPer10000).toBe(18);
  expect(notes).toHaveLength(1);
  expect(notes[0].zh).toContain("共需 20 名，合每万居民 20.0 名，超过政策要求的每万居民 18 名");
  expect(indicatorsOf([grid("001", 400)], BAND, []).notes).toEqual([]);
});

test("R1, R2 and R3 are counted apart, limits included", () => {
  const figures = indicatorsOf(
    [
      grid("001", 300),
      grid("002", 500),
      grid("003", 501),
      grid("004", 299, reduced),
      grid("005", 301, reduced),
      grid("006", 501, reduced),
      grid("501", 0, { kind: "MICRO", band: null }),
    ],
    BAND,
    [],
  );
  expect(figures).toMatchObject({
    grids: 7,
    standardGrids: 6,
    regularGrids: 3,
    regularGridsInBand: 2,
    reducedGrids: 3,
    reducedGridsInBand: 1,
    reducedGridsPermitted: 1,
    microGrids: 1,
  });
});

test("residents that are not known are reckoned at 2.5 a household, and said to be", () => {
  const figures = indicatorsOf(
    [grid("001", 400, { residents: 500, householdsUncounted: 200 })],
    BAND,
    [],
  );
  expect(figures).toMatchObject({ residents: 1000, residentsReckoned: 500 });
});

test("a full-time worker and a head in every grid: who serves in two counts once", () => {
  const serves = (name: string, label: string, more = {}) => ({
    name,
    code: `640104001003${label}`,
    duty: "GRID_WORKER" as const,
    fullTime: true,
    partyBranchSecretary: false,
    ...more,
  });
  const head = { duty: "GRID_HEAD" as const, partyBranchSecretary: true };
  const { staff } = indicatorsOf([grid("001", 400), grid("002", 400), grid("003", 400)], BAND, [
    serves("甲", "001"),
    serves("甲", "002"),
    serves("乙", "003", { fullTime: false }),
    serves("丙", "003", head),
    serves("丁", "009"),
  ]);
  expect(staff).toEqual({
    gridsWithFullTimeWorker: 2,
    fullTimeWorkers: 1,
    gridsWithHead: 1,
    headsWhoAreSecretaries: 1,
  });
});

test("without residents nothing is said per 10,000 of them", () => {
  const figures = indicatorsOf([], BAND, []);
  expect(figures).toMatchObject({ workersPer10000: null, visitsPerWorkerDay: 0, notes: [] });
});
