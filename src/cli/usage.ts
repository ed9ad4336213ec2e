import type { Text } from "../engine";

/** What the command line understands. */
export const USAGE: Text = {
  zh: `用法：
  npm run -s plan -- 数据集文件夹 --out grids.geojson [选项]   划分文件夹中的社区，不用数据库
  npm run -s load -- 数据集文件夹                              把文件夹载入数据库
  npm run -s audit -- verify [选项]                            核验数据库中的审计记录

数据集文件夹含 communities.geojson、buildings.geojson，可含 roads.geojson。

选项：
  --out FILE        输出的网格（GeoJSON），仅 plan
  --rules FILE      与默认值不同的规则（JSON），仅 plan
  --register FILE   现行网格，即 plan 以前的输出：在其基础上调整，仅 plan
  --seed N          随机种子，默认 1；同样的输入和种子得到同样的结果，仅 plan
  --effort X        搜索步数为默认值的倍数，默认 1，仅 plan
  --alternatives N  每个社区最多 N 个可供选择的方案，1 至 6，默认 1；首选写入 FILE，其余写入 FILE 的 .2、.3 等，仅 plan
  --focus NAME      首选方案的侧重：balanced（默认）、fewest-grids、most-compact、least-churn（须有 --register）、
                    roads-first、staff-saving，仅 plan
  --threads N       线程数，默认为处理器数；不影响结果，仅 plan
  --chain CHAIN     只核验一条链：12 位社区代码、社区 id，或 system（不属于任何社区的记录），仅 audit
  --head SEAL       以前某次核验给出的封印，与当时的记录比对，仅 audit
  --lang zh|en      语言，默认按系统区域
  --quiet           不显示表格和进度
  --help            显示本说明

退出码：0 完成；2 输入或用法有误、审计记录有误，逐条说明；1 程序自身的错误；130 被中断。`,
  en: `Usage:
  npm run -s plan -- DATASET_DIR --out grids.geojson [options]   plan the folder's communities, no database
  npm run -s load -- DATASET_DIR                                 load the folder into the database
  npm run -s audit -- verify [options]                           check the audit trail of the database

DATASET_DIR holds communities.geojson, buildings.geojson and perhaps roads.geojson.

Options:
  --out FILE        the grids to write (GeoJSON); plan only
  --rules FILE      rules that differ from the defaults (JSON); plan only
  --register FILE   grids in force, as plan wrote them earlier, to start from; plan only
  --seed N          default 1; the same input and seed give the same plans; plan only
  --effort X        search steps as a multiple of the default; default 1; plan only
  --alternatives N  up to N plans of each community to choose from, 1 to 6; default 1; the first goes into FILE,
                    the others into FILE with .2, .3 and so on before its ending; plan only
  --focus NAME      what the first plan should be best in: balanced (default), fewest-grids, most-compact,
                    least-churn (needs --register), roads-first, staff-saving; plan only
  --threads N       default: as many as processors; does not change the result; plan only
  --chain CHAIN     check one chain: a 12-digit community code, a community's id, or system (what concerns
                    no single community); audit only
  --head SEAL       what an earlier run printed, to be compared with the trail of that time; audit only
  --lang zh|en      default: as the locale says
  --quiet           no table, no progress
  --help            this text

Exit code: 0 done; 2 bad input or usage, or a trail that does not hold, every fault named; 1 a fault of the program; 130 interrupted.`,
};
