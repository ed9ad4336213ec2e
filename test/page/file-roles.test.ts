/** Which file of a data set is which, and what its faults are about. */
import { assign, placeOf } from "../../src/console/importing/file-roles";

const file = (name: string) => ({ name });

test("files are told by their names, in whatever order they come", () => {
  const files = assign({}, [file("roads.geojson"), file("Buildings-2.json"), file("社区.geojson")]);
  expect(files).toEqual({
    communities: file("社区.geojson"),
    buildings: file("Buildings-2.json"),
    roads: file("roads.geojson"),
  });
});

test("a file without a telling name takes the first place that is free", () => {
  const files = assign({ communities: file("communities.geojson") }, [file("a.json")]);
  expect(files.buildings).toEqual(file("a.json"));
});

test("another file for the same place replaces the one before", () => {
  const files = assign({ buildings: file("buildings.geojson") }, [file("buildings-new.geojson")]);
  expect(files).toEqual({ buildings: file("buildings-new.geojson") });
});

test.each([
  ["zh", 'buildings.geojson #12 "b-1" households：不是整数', "不是整数"],
  ["en", 'buildings.geojson #12 "b-1" households: is no whole number', "is no whole number"],
])("a fault's place and reason are told apart in %s", (_, message, reason) => {
  const path = ["buildings.geojson", '#12 "b-1"', "households"];
  expect(placeOf({ path, message })).toEqual({
    file: "buildings.geojson",
    feature: '#12 "b-1" · households',
    reason,
  });
});

test("a fault of no place keeps all of its words", () => {
  const told = placeOf({ path: null, message: "12 more" });
  expect(told).toEqual({ file: "", feature: "", reason: "12 more" });
});
