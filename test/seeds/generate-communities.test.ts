import { parseDataset } from "../../src/exchange/read-dataset";
import { generateCommunities } from "../../seeds";
import { datasetTexts } from "../../seeds/dataset-texts";

describe("generated communities", () => {
  test("there are as many communities and buildings as asked for", () => {
    const { communities, buildings } = generateCommunities({ count: 20, seed: 1 });
    expect(communities).toHaveLength(20);
    for (const { id } of communities) {
      expect(buildings.filter(({ communityId }) => communityId === id)).toHaveLength(50);
    }
  });

  test("one community can hold three thousand buildings", () => {
    const { communities, buildings } = generateCommunities({ count: 1, seed: 1, buildings: 3000 });
    expect(communities).toHaveLength(1);
    expect(buildings).toHaveLength(3000);
  });

  test("they are read without a fault or a remark", () => {
    const dataset = generateCommunities({ count: 9, seed: 3, buildings: 80 });
    expect(parseDataset(datasetTexts(dataset))).toEqual({ dataset, notes: [] });
  });

  test("their codes lie outside the ranges of real communities and never repeat", () => {
    const { communities } = generateCommunities({ count: 301, seed: 1, buildings: 1 });
    const codes = communities.map(({ code }) => code);
    expect(new Set(codes).size).toBe(301);
    for (const code of codes) expect(code).toMatch(/^640104\d{3}[678]\d\d$/);
    expect(codes[300]).toBe("640104002600");
  });

  test("a count beyond the free codes is refused with both numbers", () => {
    expect(() => generateCommunities({ count: 3601, seed: 1 })).toThrow(
      "got 3601 communities, expected 1 to 3600",
    );
  });

  test("the seed decides", () => {
    const bytes = (seed: number) => JSON.stringify(generateCommunities({ count: 2, seed }));
    expect(bytes(5)).toBe(bytes(5));
    expect(bytes(6)).not.toBe(bytes(5));
  });
});
