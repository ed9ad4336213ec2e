export { seedDataset } from "./town";
export { generateCommunities, type GenerateOptions } from "./generated";
