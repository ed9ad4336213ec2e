/** What a file tells about each grid: a property of a feature, or a column under a Chinese header. */

/** One of them. */
export interface GridColumn {
  /** Of the GeoJSON property; as in OGC API - Features where both have it. */
  readonly name: string;
  /** Of the CSV column. */
  readonly header: string;
  /** In SQL; no values are bound in it. */
  readonly sql: string;
  /** How the CSV writes its values, by what the GeoJSON has. */
  readonly words?: Readonly<Record<string, string>>;
  /** Whether it is a moment, which the CSV writes in the time of Beijing. */
  readonly isMoment?: boolean;
}

const KIND = { STANDARD: "标准网格", MICRO: "专属网格" };

/** Tables: register, plan_grids, communities. */
export const REGISTER_COLUMNS: readonly GridColumn[] = [
  { name: "code", header: "网格编码", sql: "register.code" },
  { name: "kind", header: "网格类型", sql: "register.kind", words: KIND },
  { name: "name", header: "网格名称", sql: "plan_grids.name" },
  { name: "communityCode", header: "社区代码", sql: "substr(register.code, 1, 12)" },
  { name: "communityName", header: "社区名称", sql: "communities.name" },
  { name: "households", header: "户数", sql: "register.households" },
  { name: "residents", header: "人口", sql: "plan_grids.residents" },
  { name: "buildings", header: "楼栋数", sql: "plan_grids.building_count" },
  { name: "estates", header: "小区", sql: "array_to_string(plan_grids.estates, '、')" },
  { name: "areaM2", header: "面积（平方米）", sql: "round(plan_grids.area_m2)" },
  { name: "limits", header: "四至", sql: "plan_grids.limits #>> '{sentence,zh}'" },
  {
    name: "validFrom",
    header: "生效时间（北京时间）",
    sql: moment("register.valid_from"),
    isMoment: true,
  },
  {
    name: "validTo",
    header: "失效时间（北京时间）",
    sql: moment("register.valid_to"),
    isMoment: true,
  },
];

/** Tables: plan_grids, communities, codes (of the community, in use). */
export const PLAN_COLUMNS: readonly GridColumn[] = [
  { name: "label", header: "网格序号", sql: "plan_grids.label" },
  { name: "code", header: "预编网格编码", sql: "plan_grids.code" },
  { name: "kind", header: "网格类型", sql: "plan_grids.kind", words: KIND },
  { name: "name", header: "网格名称", sql: "plan_grids.name" },
  { name: "communityCode", header: "社区代码", sql: "codes.code" },
  { name: "communityName", header: "社区名称", sql: "communities.name" },
  { name: "households", header: "户数", sql: "plan_grids.households" },
  { name: "bandMin", header: "户数下限", sql: "plan_grids.band_min" },
  { name: "bandMax", header: "户数上限", sql: "plan_grids.band_max" },
  { name: "deviation", header: "户数偏差", sql: "plan_grids.deviation" },
  { name: "residents", header: "人口", sql: "plan_grids.residents" },
  { name: "buildings", header: "楼栋数", sql: "plan_grids.building_count" },
  { name: "estates", header: "小区", sql: "array_to_string(plan_grids.estates, '、')" },
  { name: "areaM2", header: "面积（平方米）", sql: "round(plan_grids.area_m2)" },
  { name: "limits", header: "四至", sql: "plan_grids.limits #>> '{sentence,zh}'" },
];

function moment(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
