import { fresh, kept, old, serves, tell, THREE, towers } from "./town";

const SAME = [
  kept("001", towers(0, 3)),
  kept("002", towers(3, 6)),
  kept("003", towers(6, 12)),
] as const;

test("a first division is told plainly: nobody changes grid", () => {
  const { zh, en } = tell(
    [],
    [
      fresh("001", towers(0, 4)),
      fresh("002", towers(4, 8)),
      fresh("003", towers(8, 12)),
      fresh("501", ["office"]),
    ],
  );
  expect(zh).toBe(
    "湖滨社区（640104001003）此前没有在用的网格，本方案为首次划分：全社区 1,200 户、13 栋楼，" +
      "划分为 4 个网格（标准网格 3 个、专属网格 1 个）；没有住户因此变更网格。" +
      "新发网格编码 4 个：001、002、003、501。" +
      "分属多个网格的小区 2 个：东苑（网格 002、003）、北园（网格 001、002）。" +
      "3 个标准网格全部符合户数标准；按一格一员需专职网格员 4 名，平均每名每个工作日走访 2.4 户次；" +
      "社区服务用房按每户 0.3 平方米需 360 平方米。" +
      "每个网格配 1 名专职网格员共需 4 名，合每万居民 40.0 名，超过政策要求的每万居民 18 名社区工作者：" +
      "即使社区工作者全部担任网格员也不够，须增配人员或合并小网格。",
  );
  expect(en).toContain("has had no grids in force: this plan is its first division");
  expect(en).toContain("no household changes grid");
});

test("estates that no grid can hold are told apart from those that were cut for less", () => {
  const grids = [0, 4, 8].map((n, i) => fresh(`00${i + 1}`, towers(n, n + 4)));
  const { zh, en } = tell([], grids, { largeEstates: 1 });
  expect(zh).toContain("小区 2 个（其中 1 个户数超过一个网格的上限，必须拆分）：东苑");
  expect(en).toContain("(1 has more households than one grid may hold and must be split)");
});

test("where nothing changes, that is what is said", () => {
  const { zh, en } = tell(THREE, SAME, { serving: [serves("张三", "001")] });
  expect(zh).toContain(
    "本方案与现行划分一致：湖滨社区（640104001003）共 1,200 户、12 栋楼，仍为 3 个网格，" +
      "所有住户的网格和编码都不变。网格人员 1 名留任原网格。",
  );
  expect(en).toMatch(/^This plan keeps the division in force: .* keeps its grid and code\./);
  expect(zh).not.toContain("编码保留");
});

test("a building that was in no grid is taken in, and the others notice nothing", () => {
  const { zh, en } = tell(THREE, [...SAME, fresh("501", ["office"])]);
  expect(zh).toContain(
    "由 3 个网格（均为标准网格）调整为 4 个网格（标准网格 3 个、专属网格 1 个）。" +
      "没有楼栋改划到别的网格；其余 1,200 户的网格和编码都不变；另将此前不在任何网格的 1 栋楼（无住户）纳入网格。" +
      "网格编码保留 3 个；新发 1 个：501。",
  );
  expect(en).toContain("1 building without households was in no grid and is taken in.");
  expect(en).toContain("Nobody is recorded as serving in the grids.");
});

test("one tower moved is one building, its households, and an estate that is split", () => {
  const { zh, en } = tell(THREE, [SAME[0], kept("002", towers(3, 7)), kept("003", towers(7, 12))]);
  expect(zh).toContain(
    "本方案调整湖滨社区（640104001003）的网格：全社区 1,200 户、12 栋楼，仍为 3 个网格。" +
      "变更所属网格的有 100 户、1 栋楼，占原有网格住户的 8.3%；其余 1,100 户的网格和编码都不变。" +
      "网格编码保留 3 个。新拆分的小区 1 个：东苑（网格 002、003）。",
  );
  expect(en).toContain(
    "100 households in 1 building (8.3%) change grid; the other 1,100 households notice nothing. " +
      "3 grid codes are kept. 1 estate is split: 东苑 (grids 002 and 003).",
  );
  expect(zh).toContain("3 个标准网格全部符合户数标准（原 3 个中 2 个）");
});

test("a split retires a code, says what replaces it, and the worker goes with most households", () => {
  const after = [SAME[0], SAME[1], fresh("004", towers(6, 9)), fresh("005", towers(9, 12))];
  const serving = [serves("李四", "003"), serves("王五", "001")];
  const { zh, en } = tell(THREE, after, { serving });
  expect(zh).toContain(
    "变更所属网格的有 300 户、3 栋楼，占原有网格住户的 25.0%；另有 300 户仍在原来的网格，只是网格换了新编码；" +
      "其余 600 户的网格和编码都不变。" +
      "网格编码保留 2 个；注销 1 个：网格 003（600 户）由 004（300 户）、005（300 户）接替；新发 2 个：004、005。" +
      "整体改划的小区 1 个：西苑（由网格 003 划入 005）；没有新拆分的小区。" +
      "网格人员 2 名中，1 名留任原网格；1 名随住户转入接替的网格。",
  );
  expect(zh).toContain("尚有 2 个网格没有专职网格员；尚有 4 个网格没有网格长");
  expect(en).toContain(
    "2 grid codes are kept; 1 retires: grid 003 (600 households) goes to 004 (300) and 005 (300); 2 are new: 004 and 005.",
  );
});

test("a merge leaves one of two workers without a grid, by name", () => {
  const after = [fresh("004", towers(0, 6)), SAME[2]];
  const serving = [serves("李四", "001"), serves("王五", "002"), serves("赵六", "003")];
  const { zh, en } = tell(THREE, after, { serving });
  expect(zh).toContain(
    "注销 2 个：网格 001（300 户）并入 004，网格 002（300 户）并入 004；新发 1 个：004。",
  );
  expect(zh).toContain(
    "网格人员 3 名中，1 名留任原网格；1 名随住户转入接替的网格；" +
      "1 名暂无网格，须另行安排：王五（网格员，原网格 002）。",
  );
  expect(en).toContain("1 is left without a grid and needs a new post: 王五 (grid worker of 002).");
  expect(en).toContain("2 full-time grid workers are needed (1 fewer than before)");
});

test("an estate in two grids is made whole", () => {
  const before = [old("001", towers(0, 4)), old("002", towers(4, 12))];
  const { zh, en } = tell(before, [kept("001", towers(0, 6)), kept("002", towers(6, 12))]);
  expect(zh).toContain(
    "由分到合的小区 1 个：北园（原网格 001、002，现网格 001）；没有新拆分的小区。",
  );
  expect(en).toContain("1 estate is made whole: 北园 (was in grids 001 and 002, is in 001)");
});

test("a micro-grid that becomes a standard grid is called so", () => {
  const { zh, en } = tell([...THREE, old("501", ["office"])], [...SAME, fresh("004", ["office"])]);
  expect(zh).toContain("注销 1 个：专属网格 501 改为标准网格 004；新发 1 个：004。");
  expect(en).toContain("micro-grid 501 becomes standard grid 004");
  expect(zh).toContain("没有楼栋改划到别的网格；其余 1,200 户的网格和编码都不变。");
});

test("no list is longer than five", () => {
  const singles = (from: number) =>
    Array.from({ length: 12 }, (_, i) => ({ label: String(from + i).padStart(3, "0"), i }));
  const before = singles(1).map(({ label, i }) => old(label, towers(i, i + 1)));
  const after = singles(13).map(({ label, i }) => fresh(label, towers(i, i + 1)));
  const { zh, en } = tell(before, after);
  expect(zh).toContain("原网格编码都不保留；注销 12 个：网格 001（100 户）由 013 接替，");
  expect(zh).toContain("网格 005（100 户）由 017 接替，另有 7 个；");
  expect(zh).toContain("新发 12 个：013、014、015、016、017 等 12 个。");
  expect(en).toContain("12 are new: 013, 014, 015, 016, 017 and 7 more.");
});

test("warnings are told shortly with the reasons that were written, errors by their number", () => {
  const message = { zh: "某处不符。请处理。", en: "Something is wrong. Mend it." };
  const numbers = { households: 600, min: 300, max: 500 };
  const { zh, en } = tell(THREE, SAME, {
    errors: 1,
    warnings: [
      {
        code: "GRID_ABOVE_BAND",
        message,
        gridLabel: "003",
        numbers,
        reason: "共用一个院落，不宜分开。",
      },
      { code: "SIZE_INFEASIBLE", message, gridLabel: null, numbers: {}, reason: null },
    ],
  });
  expect(zh).toMatch(
    /方案有 1 项错误，改正后才能提交。需要说明的问题 2 项：（1）网格 003 有 600 户，多于 500 户，理由：共用一个院落，不宜分开；（2）某处不符，尚未填写理由。$/,
  );
  expect(en).toMatch(
    /2 warnings: \(1\) grid 003 has 600 households, more than 500, because: 共用一个院落，不宜分开; \(2\) Something is wrong, no reason given yet\.$/,
  );
});
