import type { Viewer } from "../../../src/auth/viewer";

/** Somebody with every role, so that four eyes are all that keeps him or her from something. */
export function official(id: string, name = id): Viewer {
  const roles = ["PLANNER", "REVIEWER", "APPROVER", "ADMIN"] as const;
  return { id, name, grants: roles.map((role) => ({ role, jurisdiction: "" })) };
}
