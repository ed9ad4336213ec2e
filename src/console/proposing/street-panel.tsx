/** Plans of all communities of a street at once: asked for, followed, looked through, and submitted. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { act } from "../core/client";
import { both, says } from "../core/language";
import { useQuery } from "../core/query";
import { announce } from "../ui/announce";
import { useTask } from "../ui/busy";
import { FaultNote } from "../ui/note";
import { isOver, keepJob, keptJob, useJob, type Job } from "./job";
import { OptionFields } from "./option-fields";
import { options, searchInput } from "./options";
import { Progress } from "./progress";
import { ProposePlans, StreetChoices } from "./proposing.generated";
import { StreetResultsList } from "./street-results";
import "./proposing.css";

const subject = "street";
const countedAtMost = 1000;

const say = says({
  title: { zh: "整街道划分", en: "Plan a whole street" },
  hint: {
    zh: "为代码以此开头的所有社区各提出方案，按需要人工处理的程度列出，可一并提交。",
    en: "Proposes plans for all communities whose code starts so, lists those first that need a person most, and submits them together.",
  },
  prefix: { zh: "代码开头（6–12 位）", en: "Start of the code (6 to 12 digits)" },
  streets: { zh: "可选的街道", en: "Streets to choose from" },
  street: { zh: "{code}（{n} 个社区）", en: "{code} ({n} community)|{code} ({n} communities)" },
  matching: {
    zh: "{n} 个社区，共 {households} 户。",
    en: "{n} community with {households} households.|{n} communities with {households} households.",
  },
  tooMany: { zh: "{n} 个以上社区。", en: "More than {n} communities." },
  noneMatching: { zh: "没有社区的代码以此开头。", en: "No community has a code that starts so." },
  propose: { zh: "为这些社区提出方案", en: "Propose plans for these" },
  begun: { zh: "已开始计算。", en: "The proposal has begun." },
  options: { zh: "选项", en: "Options" },
  cancelled: {
    zh: "已取消；此前完成的方案已保留。",
    en: "Cancelled. What was planned until then is kept.",
  },
  failed: { zh: "部分未能完成：{reason}", en: "Some of it failed: {reason}" },
  unknown: { zh: "原因未知，请重试", en: "nobody knows why; try again" },
  done: { zh: "全部完成。", en: "All of it is done." },
  another: { zh: "开始另一次", en: "Begin another one" },
});

export function StreetPanel() {
  const jobId = useSignal<string | null>(keptJob(subject));
  const { job, isGone } = useJob(jobId.value);
  const begin = (id: string | null): void => {
    keepJob(subject, id);
    jobId.value = id;
  };
  useEffect(() => {
    if (isGone) begin(null);
  }, [isGone]);
  return (
    <div id="street" data-job={job?.state ?? ""}>
      <h2>{say("title")}</h2>
      {jobId.value === null ? (
        <Ask begin={begin} />
      ) : (
        job !== null && <Followed job={job} onAnother={() => begin(null)} />
      )}
    </div>
  );
}

function Ask({ begin }: { begin: (id: string) => void }) {
  const prefix = useSignal("");
  const task = useTask();
  const isComplete = /^\d{6,12}$/.test(prefix.value);
  const { data } = useQuery(StreetChoices, { first: countedAtMost });
  const communities = data?.communities.nodes ?? [];
  const chosen = communities.filter(({ code }) => code?.startsWith(prefix.value) ?? false);
  const propose = async (): Promise<void> => {
    const started = await act(ProposePlans, {
      codePrefix: prefix.value,
      ...searchInput({ ...options.value, alternatives: 1 }),
    });
    if (started.job !== null) begin(started.job.id);
    announce(say("begun"));
  };
  return (
    <form
      class="street-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete && chosen.length > 0) void task.run(propose);
      }}
    >
      <p class="muted">{say("hint")}</p>
      <label for="code-prefix">{say("prefix")}</label>
      <input
        id="code-prefix"
        inputMode="numeric"
        autocomplete="off"
        pattern="[0-9]{6,12}"
        list="streets"
        value={prefix.value}
        onInput={(event) => (prefix.value = event.currentTarget.value.trim())}
      />
      <datalist id="streets" aria-label={say("streets")}>
        {streetsOf(communities).map(([code, n]) => (
          <option key={code} value={code}>
            {say("street", { code, n })}
          </option>
        ))}
      </datalist>
      {isComplete && data !== null && (
        <p class="muted" role="status">
          {matchText(chosen, data.communities.pageInfo.hasNextPage)}
        </p>
      )}
      <button
        type="submit"
        class="primary wide"
        id="propose-street"
        disabled={!isComplete || chosen.length === 0 || task.isBusy}
      >
        {say("propose")}
      </button>
      <details class="options">
        <summary>{say("options")}</summary>
        <OptionFields takesAlternatives={false} ruleSets={data?.ruleSets.nodes ?? []} />
      </details>
      {task.fault !== null && <FaultNote fault={task.fault} />}
    </form>
  );
}

interface Counted {
  readonly code: string | null;
  readonly households: number;
}

function matchText(chosen: readonly Counted[], isMore: boolean): string {
  if (isMore) return say("tooMany", { n: chosen.length });
  if (chosen.length === 0) return say("noneMatching");
  const households = chosen.reduce((total, one) => total + one.households, 0);
  return say("matching", { n: chosen.length, households });
}

const streetDigits = 9;

/** The streets of these communities by code, with how many each has. */
function streetsOf(communities: readonly Counted[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { code } of communities) {
    if (code === null) continue;
    const street = code.slice(0, streetDigits);
    counts.set(street, (counts.get(street) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a.localeCompare(b));
}

function Followed({ job, onAnother }: { job: Job; onAnother: () => void }) {
  return (
    <>
      {isOver(job) ? (
        <>
          <p role="status">{endText(job)}</p>
          <button type="button" class="quiet" id="another-street" onClick={onAnother}>
            {say("another")}
          </button>
        </>
      ) : (
        <Progress job={job} />
      )}
      <StreetResultsList job={job} />
    </>
  );
}

function endText({ state, error }: Job): string {
  if (state === "CANCELLED") return say("cancelled");
  if (state === "SUCCEEDED") return say("done");
  return say("failed", { reason: error === null ? say("unknown") : both(error.message) });
}
