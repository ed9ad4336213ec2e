/**
 * Real 9-digit codes of streets (街道) in Xingqing district, Yinchuan, as published by the National
 * Bureau of Statistics in 2023. Only these codes and names are real: every community that the
 * seeds put into them is invented.
 */
export const STREET_CODES = {
  银古路街道: "640104009",
  胜利街街道: "640104010",
  丽景街街道: "640104011",
} as const;

/** All streets of the district, for generated sets that need room for many communities. */
export const ALL_STREET_CODES: readonly string[] = Array.from(
  { length: 12 },
  (_, k) => `640104${String(k + 1).padStart(3, "0")}`,
);

/**
 * Real village-level sequences are 001-399 (communities and villages) and 400-599 (units like
 * them). The seeds take 901 onwards and generated sets 600-899, so that no invented community
 * carries the code of a real one.
 */
export const GENERATED_SEQUENCES = { from: 600, to: 899 } as const;
