/** Reads as much of a PDF of Chromium's as a test asks: the size of its pages, and its text. */
import { inflateSync } from "node:zlib";

export interface PdfPages {
  /** Width and height of every page, in millimetres. */
  readonly sizes: readonly (readonly [number, number])[];
  /** All text without white space, which is drawn as places and not as characters. */
  readonly text: string;
}

const MM_PER_POINT = 25.4 / 72;

export function readPdf(file: Buffer): PdfPages {
  const objects = objectsOf(file);
  const pages = objects.filter(({ head }) => /\/Type\s*\/Page\b/.test(head));
  const sizes = pages.map(({ head }) => {
    const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(head) ?? [];
    return [Number(width) * MM_PER_POINT, Number(height) * MM_PER_POINT] as const;
  });
  const byNumber = new Map(objects.map((object) => [object.number, object]));
  // Chromium gives a font the same name on every page: F and the number of its object.
  const fonts = new Map(
    objects.flatMap(({ number, head }) => {
      const [, map] = /\/ToUnicode\s+(\d+)\s+0\s+R/.exec(head) ?? [];
      const stream = map === undefined ? undefined : byNumber.get(Number(map))?.stream;
      return stream === undefined ? [] : [[`F${number}`, fontOf(stream)] as const];
    }),
  );
  const contents = objects.map(({ stream }) => stream ?? "").filter((text) => /\bTf\b/.test(text));
  return { sizes, text: contents.map((content) => textOf(content, fonts)).join("") };
}

interface Font {
  /** Hexadecimal digits of a glyph. */
  readonly digits: number;
  readonly characters: ReadonlyMap<number, string>;
}

interface PdfObject {
  readonly number: number;
  readonly head: string;
  readonly stream?: string;
}

function objectsOf(file: Buffer): PdfObject[] {
  const text = file.toString("latin1");
  return [...text.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\sendobj/g)].map(([, number, body]) => {
    const start = /stream\r?\n/.exec(body);
    if (start === null) return { number: Number(number), head: body };
    const head = body.slice(0, start.index);
    const bytes = Buffer.from(body.slice(start.index + start[0].length), "latin1");
    const isPacked = head.includes("/FlateDecode") && !head.includes("/Image");
    const stream = isPacked ? inflateSync(bytes).toString("latin1") : "";
    return { number: Number(number), head, stream };
  });
}

/** Glyph numbers of a font, and the characters that they stand for. */
function fontOf(map: string): Font {
  const [, lowest = ""] = /begincodespacerange\s*<(\w+)>/.exec(map) ?? [];
  const characters = new Map<number, string>();
  for (const [, block] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph, code] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) {
      characters.set(parseInt(glyph, 16), utf16(code));
    }
  }
  for (const [, block] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from, to, code] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [first, last] = [parseInt(from, 16), parseInt(to, 16)];
      for (let glyph = first; glyph <= last; glyph++) {
        characters.set(glyph, String.fromCodePoint(parseInt(code, 16) + glyph - first));
      }
    }
  }
  return { digits: lowest.length, characters };
}

function utf16(hex: string): string {
  return Buffer.from(hex, "hex").swap16().toString("utf16le");
}

function textOf(content: string, fonts: ReadonlyMap<string, Font>): string {
  let [font, text]: [Font | undefined, string] = [undefined, ""];
  for (const [, name, glyphs] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj/g)) {
    if (name !== undefined) font = fonts.get(name);
    else if (font !== undefined) {
      for (let at = 0; at < glyphs.length; at += font.digits) {
        const glyph = parseInt(glyphs.slice(at, at + font.digits), 16);
        text += font.characters.get(glyph) ?? "";
      }
    }
  }
  // Fonts name some characters by the radicals that look like them.
  return text.normalize("NFKC").replace(/\s/g, "");
}
