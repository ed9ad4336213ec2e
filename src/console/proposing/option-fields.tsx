/** The fields of the options of a proposal. */
import type { ComponentChildren } from "preact";
import { focusWords } from "../alternatives/plan-words";
import { says } from "../core/language";
import { efforts, foci, options, setOptions } from "./options";

const say = says({
  alternatives: { zh: "备选方案数", en: "Plans to choose from" },
  focus: { zh: "侧重", en: "Focus" },
  effort: { zh: "计算力度", en: "Effort" },
  effort_0_25: { zh: "快速", en: "Quick" },
  effort_1: { zh: "标准", en: "Normal" },
  effort_4: { zh: "深入", en: "Thorough" },
  rules: { zh: "规则", en: "Rules" },
  rulesInUse: { zh: "现行规则", en: "The rules in use" },
  ruleSet: { zh: "{name}（第 {version} 版）", en: "{name} (version {version})" },
  seed: { zh: "随机种子", en: "Seed" },
  seedHint: {
    zh: "种子相同，方案相同；换一个种子，得到另一个方案。",
    en: "The same seed gives the same plan; another seed, another plan.",
  },
});

const effortWords = { 0.25: "effort_0_25", 1: "effort_1", 4: "effort_4" } as const;

interface RuleSet {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}

const counts = [1, 2, 3, 4, 5, 6] as const;

export function OptionFields(props: {
  ruleSets: readonly RuleSet[];
  /** Whether several plans of a community may be asked for. */
  takesAlternatives: boolean;
  /** What the rules in use are, in words. */
  rulesHint?: string;
  children?: ComponentChildren;
}) {
  const { ruleSets, takesAlternatives, rulesHint, children } = props;
  const { effort, seed, focus, ruleSetId } = options.value;
  return (
    <div class="fields">
      {takesAlternatives && <Alternatives />}
      <label for="focus">{say("focus")}</label>
      <select
        id="focus"
        value={focus}
        onChange={(event) => {
          const next = foci.find((one) => one === event.currentTarget.value);
          if (next !== undefined) setOptions({ focus: next });
        }}
      >
        {foci.map((one) => (
          <option key={one} value={one}>
            {focusWords(one)}
          </option>
        ))}
      </select>
      <label for="effort">{say("effort")}</label>
      <select
        id="effort"
        value={effort}
        onChange={(event) => setOptions({ effort: Number(event.currentTarget.value) })}
      >
        {efforts.map((value) => (
          <option key={value} value={value}>
            {say(effortWords[value])}
          </option>
        ))}
      </select>
      {children}
      <label for="rule-set">{say("rules")}</label>
      <div>
        <select
          id="rule-set"
          value={ruleSetId ?? ""}
          onChange={(event) => setOptions({ ruleSetId: event.currentTarget.value || null })}
        >
          <option value="">{say("rulesInUse")}</option>
          {ruleSets.map(({ id, name, version }) => (
            <option key={id} value={id}>
              {say("ruleSet", { name, version })}
            </option>
          ))}
        </select>
        {rulesHint !== undefined && ruleSetId === null && <p class="muted fine">{rulesHint}</p>}
      </div>
      <label for="seed">{say("seed")}</label>
      <div>
        <input
          type="number"
          id="seed"
          min={0}
          max={2147483647}
          step={1}
          value={seed}
          onChange={({ currentTarget: field }) => {
            if (field.validity.valid && field.value !== "") {
              setOptions({ seed: field.valueAsNumber });
            } else field.value = String(seed);
          }}
        />
        <p class="muted fine">{say("seedHint")}</p>
      </div>
    </div>
  );
}

function Alternatives() {
  return (
    <>
      <label for="alternatives">{say("alternatives")}</label>
      <select
        id="alternatives"
        value={options.value.alternatives}
        onChange={(event) => setOptions({ alternatives: Number(event.currentTarget.value) })}
      >
        {counts.map((count) => (
          <option key={count} value={count}>
            {count}
          </option>
        ))}
      </select>
    </>
  );
}
