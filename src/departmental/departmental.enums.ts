import { describe } from "../graphql/enums";
import type { Department as DepartmentName, NetworkSource as SourceName } from "./departmental";

export const Department = describe<DepartmentName>(
  "Department",
  "Whose grids a network is; several networks of one department differ by their names.",
  {
    PARTY: "Party building (党建网格).",
    POLITICAL_LEGAL: "Political and legal affairs (政法网格, 综治网格).",
    CIVIL_AFFAIRS: "Civil affairs (民政网格).",
    HEALTH: "Health (卫健网格).",
    EMERGENCY: "Emergency management (应急网格).",
    URBAN_MANAGEMENT: "Urban management (城管网格).",
    OTHER: "Any other; the name of the network tells which.",
  },
);

export const NetworkSource = describe<SourceName>(
  "NetworkSource",
  "In which form a network was imported.",
  {
    POLYGONS: "As polygons: a building is in every grid that covers its point on surface.",
    BUILDINGS: "As a list of buildings.",
  },
);
