/** Who uses the page: the choice of demo people, or the form for a token. */
import { useSignal } from "@preact/signals";
import { faultText } from "../core/fault";
import { format, says } from "../core/language";
import {
  becomeDemoPerson,
  signIn,
  signInFault,
  signOut,
  viewer,
  viewerIsKnown,
  type Person,
  type Role,
} from "./viewer";
import { roleWords } from "./role-words";
import "./session.css";

const roles: readonly Role[] = ["VIEWER", "PLANNER", "REVIEWER", "APPROVER", "ADMIN"];

const say = says({
  demoMode: { zh: "演示模式", en: "Demo mode" },
  demoHint: {
    zh: "无需登录，人物均为虚构。您现在是：",
    en: "Nobody signs in; the people are invented. You are:",
  },
  demoPeople: { zh: "示例人员", en: "Demo people" },
  roleWhere: { zh: "{role}（{where}）", en: "{role} ({where})" },
  everywhere: { zh: "全部辖区", en: "everywhere" },
  noRole: { zh: "没有任何角色", en: "without any role" },
  first: {
    zh: "请用单位发放的令牌登录：",
    en: "Sign in with the token that your organisation gave you:",
  },
  token: { zh: "令牌", en: "Token" },
  signIn: { zh: "登录", en: "Sign in" },
  signOut: { zh: "退出登录", en: "Sign out" },
});

export function SessionBar() {
  if (!viewerIsKnown.value) return null;
  const who = viewer.value;
  return (
    <section
      id="session"
      class={who?.demo ? "demo" : ""}
      data-viewer={who?.id ?? ""}
      aria-label={say("signIn")}
    >
      {who === null ? <TokenForm /> : who.demo ? <DemoPeople who={who} /> : <SignedIn who={who} />}
      {signInFault.value !== null && (
        <p role="alert" class="session-fault">
          {faultText(signInFault.value)}
        </p>
      )}
    </section>
  );
}

function DemoPeople({ who }: { who: Person }) {
  const now = who.grants[0]?.role;
  return (
    <>
      <p>
        <strong>{say("demoMode")}</strong> <span class="session-hint">{say("demoHint")}</span>
      </p>
      <div class="demo-people" role="group" aria-label={say("demoPeople")}>
        {roles.map((role) => (
          <button
            key={role}
            type="button"
            class="quiet"
            data-role={role}
            aria-pressed={role === now}
            title={roleWords(`${role}_hint`)}
            onClick={() => void becomeDemoPerson(role)}
          >
            {roleWords(role)}
          </button>
        ))}
      </div>
    </>
  );
}

function SignedIn({ who }: { who: Person }) {
  const grants = who.grants.map(({ role, jurisdiction }) =>
    say("roleWhere", { role: roleWords(role), where: jurisdiction || say("everywhere") }),
  );
  return (
    <>
      <p>
        <strong>{who.name}</strong> {format.list(grants) || say("noRole")}
      </p>
      <button type="button" class="quiet" id="sign-out" onClick={() => void signOut()}>
        {say("signOut")}
      </button>
    </>
  );
}

function TokenForm() {
  const token = useSignal("");
  return (
    <form
      class="token-form"
      onSubmit={(event) => {
        event.preventDefault();
        void signIn(token.value.trim());
      }}
    >
      <label for="token">{say("first")}</label>
      <input
        id="token"
        type="password"
        autocomplete="off"
        required
        value={token}
        onInput={(event) => {
          token.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class="quiet" id="sign-in">
        {say("signIn")}
      </button>
    </form>
  );
}
