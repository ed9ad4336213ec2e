import { propose, type Barrier, type Grid, type ProposeInput } from "../../src/engine";
import { barrier, box, community, house, metres, village } from "./ground";

/** Three by three fields of 80 x 80 metres with four houses each; the middle one is one grid. */
function fields(barriers: readonly Barrier[], estates: Readonly<Record<string, string>> = {}) {
  const input = village(6, 6, 30);
  const buildings = input.buildings.map((building) => {
    const field = fieldOf(building.id);
    return { ...building, estate: estates[field] ?? null, estateName: estates[field] ?? null };
  });
  const middle = buildings.filter(({ id }) => fieldOf(id) === "1,1").map(({ id }) => id);
  return { ...input, buildings, barriers, locks: { grids: [middle] } };
}

function fieldOf(id: string): string {
  const number = Number(id.slice(1));
  return `${Math.floor((number % 6) / 2)},${Math.floor(number / 12)}`;
}

const nameless = (id: string, kind: Barrier["kind"], ...points: [number, number][]): Barrier => ({
  ...barrier(id, kind, ...points),
  name: null,
});

const cross = [
  barrier("Willow Road", "ROAD", [80, -5], [80, 245]),
  barrier("Tang Canal", "RIVER", [160, -5], [160, 245]),
  barrier("Baolan Railway", "RAILWAY", [-5, 80], [245, 80]),
  barrier("Fenghuang Street", "ROAD", [-5, 160], [245, 160]),
];

async function limitsOf(input: ProposeInput, id: string): Promise<Grid["limits"]> {
  const { grids } = await propose(input);
  const grid = grids.find(({ buildingIds }) => buildingIds.includes(id));
  if (!grid) throw new Error(`no grid holds ${id}`);
  return grid.limits;
}

const MIDDLE = "h014";

describe("the four limits of a grid", () => {
  test("are the names of the barriers around it", async () => {
    const limits = await limitsOf(fields(cross), MIDDLE);
    expect(limits).toMatchObject({
      east: { en: "Tang Canal" },
      south: { en: "Baolan Railway" },
      west: { en: "Willow Road" },
      north: { en: "Fenghuang Street" },
    });
    expect(limits.sentence).toEqual({
      zh: "东至Tang Canal，南至Baolan Railway，西至Willow Road，北至Fenghuang Street。",
      en: "East to Tang Canal, south to Baolan Railway, west to Willow Road, north to Fenghuang Street.",
    });
  });

  test("say what sort of barrier it is where it has no name", async () => {
    const barriers = cross.map((one) => ({ ...one, name: null }));
    const { east, south, west } = await limitsOf(fields(barriers), MIDDLE);
    expect([east, south, west]).toEqual([
      { zh: "河流", en: "a river" },
      { zh: "铁路", en: "a railway" },
      { zh: "道路", en: "a road" },
    ]);
  });

  test("say whose wall it is", async () => {
    const walls = cross.map((one) => nameless(one.id, "WALL", ...ends(one)));
    const estates = { "1,1": "Own", "2,1": "East Court", "1,0": "Own" };
    const { east, south, west } = await limitsOf(fields(walls, estates), MIDDLE);
    expect([east, south, west]).toEqual([
      { zh: "East Court围墙", en: "the wall of East Court" },
      { zh: "Own内围墙", en: "a wall inside Own" },
      { zh: "Own围墙", en: "the wall of Own" },
    ]);
    const alone = await limitsOf(fields(walls), MIDDLE);
    expect(alone.east).toEqual({ zh: "围墙", en: "a wall" });
  });

  test("name what lies across open ground", async () => {
    const estates = { "1,1": "Own", "2,1": "East Court", "1,0": "Own" };
    const { east, south, west } = await limitsOf(fields([], estates), MIDDLE);
    expect([east, south]).toEqual([
      { zh: "Own与East Court之间", en: "the ground between Own and East Court" },
      { zh: "Own内部", en: "the ground inside Own" },
    ]);
    expect(west.en).toMatch(/^the ground beside building h0(13|19)$/);
    expect(west.zh).toMatch(/^楼栋 h0(13|19) 旁$/);
  });

  test("take a second name that has a good part of the side, and lines before ground", async () => {
    // The canal ends in the middle of the eastern side.
    const canal = barrier("Tang Canal", "RIVER", [160, 120], [160, 245]);
    const barriers = [cross[0], canal, cross[2], cross[3]];
    const { east } = await limitsOf(fields(barriers, { "2,1": "East Court" }), MIDDLE);
    expect(east).toEqual({
      zh: "Tang Canal、East Court旁",
      en: "Tang Canal and the ground beside East Court",
    });
  });

  test("are the community's boundary, or rather the barrier on it", async () => {
    const input = { ...village(3, 4, 30), barriers: [barrier("X", "ROAD", [120, 0], [120, 160])] };
    const limits = await limitsOf(input, "h000");
    expect(limits.sentence.en).toBe(
      "East to X, south to the boundary of the community, west to the boundary of the community, " +
        "north to the boundary of the community.",
    );
    expect(limits.west.zh).toBe("社区边界");
  });

  test("name the street beside the boundary, but none that only meets it or is far", async () => {
    const input = {
      ...village(3, 4, 30),
      barriers: [
        barrier("Beside", "ROAD", [113, -5], [113, 165]),
        barrier("Crossing", "ROAD", [-5, 80], [125, 80]),
        barrier("Far", "ROAD", [-5, 132], [125, 132]),
        nameless("path", "ROAD", [-5, 3], [125, 3]),
      ],
    };
    const lock = { grids: [input.buildings.map(({ id }) => id)] };
    const { sentence } = await limitsOf({ ...input, locks: lock }, "h000");
    expect(sentence.zh).toBe("东至Beside，南至社区边界，西至社区边界，北至社区边界。");
  });

  test("do not look into holes", async () => {
    // The micro-grid of the tower lies in the middle of the standard grid.
    const ring = [0, 1, 2, 3, 5, 6, 7, 8].map((i) =>
      house(`r${i}`, 10 + 60 * (i % 3), 10 + 60 * Math.floor(i / 3), 45),
    );
    const tower = house("tower", 70, 70, 0, { name: "Tower", microGrid: true });
    const input = { community: community(box(0, 0, 180, 180)), buildings: [...ring, tower] };
    const standard = await limitsOf(input, "r0");
    expect(standard.sentence.zh).toBe("东至社区边界，南至社区边界，西至社区边界，北至社区边界。");
  });

  test("change east and west in a mirrored community", async () => {
    const estates = { "2,1": "East Court", "1,2": "North Court" };
    const mirrored = { "0,1": "East Court", "1,2": "North Court" };
    const { east, south, west, north } = await limitsOf(fields(cross.slice(0, 1), estates), MIDDLE);
    const flipped = cross.slice(0, 1).map((one) => ({
      ...one,
      line: barrier("", "ROAD", ...ends(one).map(([x, y]): [number, number] => [240 - x, y])).line,
    }));
    const seen = await limitsOf(fields(flipped, mirrored), MIDDLE);
    expect([seen.west, seen.east, seen.north]).toEqual([east, west, north]);
    expect(seen.south.en.slice(0, 26)).toBe(south.en.slice(0, 26));
  });

  test("are there for a community of one building", async () => {
    const input = { community: community(box(0, 0, 50, 50)), buildings: [house("a", 10, 10, 3)] };
    const { east, north } = await limitsOf(input, "a");
    expect([east.zh, north.zh]).toEqual(["社区边界", "社区边界"]);
  });
});

function ends({ line }: Barrier): [number, number][] {
  return line.type === "LineString" ? line.coordinates.map(metres) : [];
}
