/** What is proved of a whole plan in the first goal, from what is proved of its connected parts. */
import type { PartReport } from "./partition/partition";
import { count, households } from "./rules/wording";
import type { Certificate, CertificateKind, Grid, PartCertificate, Text } from "./plan-types";

/**
 * What a division was chosen for: the most households in band; the most in grids that rule R2 permits,
 * which such a plan takes for as good; or nothing, since people gave it.
 */
export type Sought = "IN_BAND" | "PERMITTED" | "NOTHING";

/** One connected part, and what is proved of it. */
export type ProvedPart = Pick<PartReport, "households" | "proof">;

/**
 * Of finished grids and the parts that they were found in. Locked grids are as they were given. Only
 * a plan that sought the most households in band claims to have done so.
 */
export function certificateOf(
  grids: readonly Grid[],
  parts: readonly ProvedPart[],
  sought: Sought,
): Certificate {
  const standard = grids.filter((grid) => grid.kind === "STANDARD");
  // What is in no grid yet is ground of a part.
  const total = Math.max(
    sum(standard.map((grid) => grid.households)),
    sum(parts.map((part) => part.households)),
  );
  const inBand = sum(standard.map((grid) => (grid.deviation === 0 ? grid.households : 0)));
  const proved = sum(parts.map(({ proof }) => proof.householdsInBand));
  const bound = sum(parts.map(({ proof }) => proof.bound));
  // What no part counts is in locked grids, as they were given, or in grids of a given division that
  // are not connected: those are no example of what can be reached.
  const hasIslands = sought === "NOTHING" && proved < inBand;
  const most = hasIslands ? Math.max(inBand, bound) : inBand - proved + bound;
  const locked = total > sum(parts.map((part) => part.households));
  const figures = { total, inBand, most, sought };
  const kind = kindOf(hasIslands && inBand < total ? { ...figures, inBand: proved } : figures);
  const [only] = parts;
  return {
    kind,
    households: total,
    householdsInBand: inBand,
    bound: kind === "BEST_FOUND" ? null : most,
    parts: parts.map((part) => partCertificate(part, sought)),
    proof:
      parts.length === 1 && !locked && !hasIslands
        ? partCertificate(only, sought).proof
        : sentence(kind, figures, {
            zh: `按互不相连的各片分别证明，锁定的网格视为既定`,
            en: `each connected part proved on its own, locked grids taken as given`,
          }),
  };
}

interface ProofFigures {
  readonly total: number;
  readonly inBand: number;
  /** No division has more households in band. */
  readonly most: number;
  readonly sought: Sought;
}

function partCertificate(part: ProvedPart, sought: Sought): PartCertificate {
  const { proof, households: total } = part;
  const figures = { total, inBand: proof.householdsInBand, most: proof.bound, sought };
  const kind = kindOf(figures);
  return {
    kind,
    households: total,
    householdsInBand: proof.householdsInBand,
    bound: kind === "BEST_FOUND" ? null : proof.bound,
    proof: sentence(kind, figures, howProved(part)),
  };
}

function kindOf({ total, inBand, most }: ProofFigures): CertificateKind {
  if (inBand >= most) return "OPTIMAL";
  return most < total ? "BOUND" : "BEST_FOUND";
}

function howProved({ proof }: ProvedPart): Text {
  switch (proof.by) {
    case "ALL":
      return { zh: "户数总和", en: "they are all there are" };
    case "TOTALS":
      return {
        zh: "按总户数和超限楼栋计算",
        en: "by arithmetic of the totals and of buildings too large for any grid",
      };
    case "PIECES":
      return {
        zh: "除去任何相连的达标组合都不包含的楼栋，按余下各片的户数计算",
        en: "by arithmetic of the pieces that are left without buildings which no connected set inside its band holds",
      };
    case "DISTRICTS":
      if (proof.districts === 0) {
        return {
          zh: "没有一组相连的楼栋能达标",
          en: "no connected set of buildings is inside its band",
        };
      }
      return {
        zh: `在 ${count(proof.districts ?? 0)} 个连通且达标的组合中精确求解`,
        en: `by an exact program over the ${count(proof.districts ?? 0)} connected districts inside their band`,
      };
    default: {
      const never: never = proof.by;
      return never;
    }
  }
}

function sentence(
  kind: CertificateKind,
  { total, inBand, most, sought }: ProofFigures,
  how: Text,
): Text {
  if (inBand === total) {
    return {
      zh: `标准网格的 ${count(total)} 户全部在达标网格内，不可能更好。`,
      en: `All ${households(total)} of standard grids are in grids inside their band: nothing can be better.`,
    };
  }
  const reached = {
    zh: `${count(total)} 户中有 ${count(inBand)} 户在达标网格内`,
    en: `${count(inBand)} of ${households(total)} are in grids inside their band`,
  };
  switch (kind) {
    case "OPTIMAL":
      return {
        zh: `${reached.zh}，任何划分都不能更多（${how.zh}）。`,
        en: `${reached.en}, and no division reaches more (${how.en}).`,
      };
    case "BOUND":
      return {
        zh: `${reached.zh}，任何划分都不超过 ${count(most)} 户（${how.zh}）。`,
        en: `${reached.en}; no division reaches more than ${count(most)} (${how.en}).`,
      };
    case "BEST_FOUND":
      return unproved(reached, sought);
    default: {
      const never: never = kind;
      return never;
    }
  }
}

function unproved(reached: Text, sought: Sought): Text {
  switch (sought) {
    case "IN_BAND":
      return {
        zh: `${reached.zh}，是搜索所得的最好结果，未证明不能更多。`,
        en: `${reached.en}: the best that was found, without proof that no division reaches more.`,
      };
    case "PERMITTED":
      return {
        zh: `${reached.zh}；较大的缩减网格为规则所允许，本方案视同达标；未作证明。`,
        en: `${reached.en}; larger reduced grids, which rule R2 permits, are as good to this plan, and nothing is proved.`,
      };
    case "NOTHING":
      return {
        zh: `${reached.zh}；划分由人给定，未作搜索，也未证明不能更多。`,
        en: `${reached.en}; the division was given, so nothing better was sought, and nothing is proved.`,
      };
    default: {
      const never: never = sought;
      return never;
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
