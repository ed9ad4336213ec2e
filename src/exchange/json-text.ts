import { shown, type Report } from "./fault";

/** JSON text as a value; undefined, and one fault with line and column, where it is broken. */
export function parseJsonText(text: string, report: Report): unknown {
  try {
    return JSON.parse(withoutByteOrderMark(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column, found } = locateJsonFault(withoutByteOrderMark(text));
    report("BROKEN_JSON", null, {
      zh: `JSON 无效：第 ${line} 行第 ${column} 列，${found === null ? "文件在此中断" : `此处不应出现 ${found}`}`,
      en: `broken JSON at line ${line}, column ${column}: ${found === null ? "the file ends here" : `${found} does not belong here`}`,
    });
    return undefined;
  }
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

interface JsonPlace {
  readonly line: number;
  readonly column: number;
  /** What stands there; null at the end of the text. */
  readonly found: string | null;
}

const BLANK = /[ \t\r\n]*/y;
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;

/**
 * Where JSON text stops being JSON. The parser's own message has a position only for some faults
 * (Node 20 gives none for an unexpected token), so broken text is walked once more.
 */
function locateJsonFault(text: string): JsonPlace {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const open: ("{" | "[")[] = [];
  let expect: "VALUE" | "FIRST" | "KEY" | "COLON" | "NEXT" = "VALUE";
  for (;;) {
    skip(BLANK);
    const sign = text[at];
    const top = open.at(-1);
    if (expect === "COLON") {
      if (sign !== ":") break;
      at++;
      expect = "VALUE";
    } else if (expect === "NEXT") {
      if (top === undefined) break;
      if (sign === ",") expect = top === "{" ? "KEY" : "VALUE";
      else if (sign === (top === "{" ? "}" : "]")) open.pop();
      else break;
      at++;
    } else if (expect === "FIRST" && sign === (top === "{" ? "}" : "]")) {
      open.pop();
      at++;
      expect = "NEXT";
    } else if (expect === "KEY" || (expect === "FIRST" && top === "{")) {
      if (!skip(STRING)) break;
      expect = "COLON";
    } else if (sign === "{" || sign === "[") {
      open.push(sign);
      at++;
      expect = "FIRST";
    } else {
      if (!skip(STRING) && !skip(SCALAR)) break;
      expect = "NEXT";
    }
  }
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  const rest = text.slice(at, at + 20).split("\n", 1)[0];
  return {
    line,
    column: at - before.lastIndexOf("\n"),
    found: at < text.length ? shown(rest) : null,
  };
}
