/** The rows of the role matrix for changing and following drafts. */
import { deed, follow, type Row } from "./role-matrix";

const OLD = "expectedVersion: 999";

/** Changes a draft, of which somebody saw another version. */
const edit = (call: Row["call"]): Row => deed("EDIT_PLAN", "CONFLICT", call);

export const EDITING: Readonly<Record<string, Row>> = {
  "Mutation.carveMicroGrid": edit(
    ({ Plan, Building }) =>
      `carveMicroGrid(input: { planId: "${Plan}", ${OLD}, buildingIds: ["${Building}"] })`,
  ),
  "Mutation.giveBackMicroGrid": edit(
    ({ Plan, Grid }) =>
      `giveBackMicroGrid(input: { planId: "${Plan}", ${OLD}, gridId: "${Grid}" })`,
  ),
  "Mutation.goToEdit": edit(
    ({ Plan }) => `goToEdit(input: { planId: "${Plan}", ${OLD}, editNo: 1 })`,
  ),
  "Mutation.keepBuildings": edit(
    ({ Plan, Building }) =>
      `keepBuildings(input: { planId: "${Plan}", ${OLD}, buildingIds: ["${Building}"], wish: APART })`,
  ),
  "Mutation.letBuildingsGo": edit(
    ({ Plan, Building }) =>
      `letBuildingsGo(input: { planId: "${Plan}", ${OLD}, buildingIds: ["${Building}"] })`,
  ),
  "Mutation.lockGrids": edit(
    ({ Plan, Grid }) => `lockGrids(input: { planId: "${Plan}", ${OLD}, gridIds: ["${Grid}"] })`,
  ),
  "Mutation.mergeGrids": edit(
    ({ Plan, Grid }) => `mergeGrids(input: { planId: "${Plan}", ${OLD}, gridIds: ["${Grid}"] })`,
  ),
  "Mutation.moveBuildings": edit(
    ({ Plan, Building }) =>
      `moveBuildings(input: { planId: "${Plan}", ${OLD}, buildingIds: ["${Building}"], toNewGrid: {} })`,
  ),
  "Mutation.nameGrid": edit(
    ({ Plan, Grid }) =>
      `nameGrid(input: { planId: "${Plan}", ${OLD}, gridId: "${Grid}", name: "n" })`,
  ),
  "Mutation.redoEdit": edit(({ Plan }) => `redoEdit(input: { planId: "${Plan}", ${OLD} })`),
  "Mutation.releaseBuildings": edit(
    ({ Plan, Building }) =>
      `releaseBuildings(input: { planId: "${Plan}", ${OLD}, buildingIds: ["${Building}"] })`,
  ),
  "Mutation.setGridKind": edit(
    ({ Plan, Grid }) =>
      `setGridKind(input: { planId: "${Plan}", ${OLD}, gridId: "${Grid}", kind: MICRO })`,
  ),
  "Mutation.setGridReduced": edit(
    ({ Plan, Grid }) =>
      `setGridReduced(input: { planId: "${Plan}", ${OLD}, gridId: "${Grid}", note: "n" })`,
  ),
  "Mutation.splitGrid": edit(
    ({ Plan, Grid }) => `splitGrid(input: { planId: "${Plan}", ${OLD}, gridId: "${Grid}" })`,
  ),
  "Mutation.swapBuildings": edit(
    ({ Plan, Building }) =>
      `swapBuildings(input: { planId: "${Plan}", ${OLD}, buildingIds: ["${Building}"], forBuildingIds: ["${Building}"] })`,
  ),
  "Mutation.undoEdit": edit(({ Plan }) => `undoEdit(input: { planId: "${Plan}", ${OLD} })`),
  "Mutation.unlockGrids": edit(
    ({ Plan, Grid }) => `unlockGrids(input: { planId: "${Plan}", ${OLD}, gridIds: ["${Grid}"] })`,
  ),
  "Subscription.planEdited": follow(
    ({ Plan }) => `planEdited(planId: "${Plan}") { plan { community { externalId } } }`,
    "READ",
    "NOT_FOUND",
  ),
};
