/** Which file of a data set is which. */

export const fileRoles = ["communities", "buildings", "roads"] as const;
export type FileRole = (typeof fileRoles)[number];

/** Files that a data set cannot do without. */
export const neededRoles: readonly FileRole[] = ["communities", "buildings"];

const signs: Readonly<Record<FileRole, RegExp>> = {
  communities: /communit|社区|boundar|边界/i,
  buildings: /build|楼/i,
  roads: /road|barrier|line|道路|分界/i,
};

/** By the name of the file; null where it tells nothing. */
export function roleOf(fileName: string): FileRole | null {
  return fileRoles.find((role) => signs[role].test(fileName)) ?? null;
}

/** One file for each role, the last one of several; what has no role takes one that is still free. */
export function assign<File extends { readonly name: string }>(
  before: Readonly<Partial<Record<FileRole, File>>>,
  files: readonly File[],
): Partial<Record<FileRole, File>> {
  const assigned: Partial<Record<FileRole, File>> = { ...before };
  const unnamed: File[] = [];
  for (const file of files) {
    const role = roleOf(file.name);
    if (role === null) unnamed.push(file);
    else assigned[role] = file;
  }
  for (const file of unnamed) {
    const free = fileRoles.find((role) => assigned[role] === undefined);
    if (free !== undefined) assigned[free] = file;
  }
  return assigned;
}

/** What a fault is about: file, feature and field, as far as told, and the reason without them. */
export function placeOf(fault: {
  readonly path: readonly string[] | null;
  readonly message: string;
}): { readonly file: string; readonly feature: string; readonly reason: string } {
  const [file = "", ...rest] = fault.path ?? [];
  const prefix = (fault.path ?? []).join(" ");
  // The server begins its sentence with the place, which has columns of its own here.
  const reason = [": ", "："]
    .map((colon) => prefix + colon)
    .filter((start) => prefix !== "" && fault.message.startsWith(start))
    .reduce((message, start) => message.slice(start.length), fault.message);
  return { file, feature: rest.join(" · "), reason };
}
