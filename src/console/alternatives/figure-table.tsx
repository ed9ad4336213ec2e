/** Two columns of figures, and which of both is better in each. */
import { both, says } from "../core/language";
import type { ComparisonQuery } from "./compare.generated";
import { figureText } from "./figure-text";

type Figure = NonNullable<ComparisonQuery["comparePlans"]>["figures"][number];

const say = says({
  figure: { zh: "指标", en: "Figure" },
  plan: { zh: "本方案", en: "This plan" },
  other: { zh: "另一方案", en: "The other" },
  register: { zh: "在用网格", en: "In force" },
  better: { zh: "较优", en: "better" },
});

export function FigureTable(props: { figures: readonly Figure[]; isRegister: boolean }) {
  const { figures, isRegister } = props;
  return (
    <table class="figure-table" id="compare-figures">
      <thead>
        <tr>
          <th scope="col">{say("figure")}</th>
          <th scope="col">{say("plan")}</th>
          <th scope="col">{say(isRegister ? "register" : "other")}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ name, title, plan, against, better }) => (
          <tr key={name} data-figure={name}>
            <th scope="row">{both(title)}</th>
            <td>
              <Figure text={figureText(name, plan)} isBetter={better === "PLAN"} />
            </td>
            <td>
              <Figure text={figureText(name, against)} isBetter={better === "AGAINST"} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The better one has a sign, a weight and a colour. */
export function Figure({ text, isBetter }: { text: string; isBetter: boolean }) {
  if (!isBetter) return <>{text}</>;
  return (
    <strong class="better" title={say("better")}>
      <span aria-hidden="true">✓ </span>
      {text}
      <span class="visually-hidden"> ({say("better")})</span>
    </strong>
  );
}
