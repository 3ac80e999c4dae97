import { Failure } from "../model/failure.js";
import {
  declarePng,
  type OfficeParts,
  openOfficeParts,
  packOfficeParts,
  plainText,
  textOfPart,
} from "./office-parts.js";
import {
  fieldNames,
  isPicture,
  lookUp,
  type TemplatePicture,
  type TemplateValues,
} from "./template-values.js";

const relationsPart = "word/_rels/document.xml.rels";

/**
 * Fills a template made in Word: `{field}`, `{#list}…{/list}` for what repeats, `{#question}…{/question}` and
 * `{^question}…{/question}` for what stands only sometimes, `{@picture}` alone in a paragraph. Values are text, never
 * markup. Same template and values, same bytes. Throws `template-wrong`, naming the field or mark.
 */
export async function fillWordTemplate(
  template: Uint8Array,
  values: TemplateValues,
  path: string,
): Promise<Uint8Array> {
  const parts = await openOfficeParts(template, path, "word");
  const { default: Docxtemplater } = await import("docxtemplater");
  const pictures = new Pictures();
  const unknown = new Set<string>();
  const wrong = (
    problem: "field-unknown" | "mark-wrong" | "picture-not-alone",
    word: string,
    cause?: unknown,
  ): Failure =>
    new Failure(
      "template-wrong",
      { path, problem, word, allowed: problem === "field-unknown" ? [...new Set(fieldNames(values))] : [] },
      { cause },
    );
  try {
    const document = new Docxtemplater(parts, {
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      parser: (tag: string) => ({
        get: (
          _scope: unknown,
          { scopeList, meta }: { scopeList: TemplateValues[]; meta: { part: { module?: string } } },
        ) => {
          const value = lookUp(scopeList, tag.trim());
          if (value === undefined) {
            unknown.add(tag.trim());
            return "";
          }
          if (typeof value === "string") return plainText(value);
          if (typeof value !== "object" || !isPicture(value)) return value;
          return meta.part.module === "rawxml" ? pictures.paragraph(value) : "";
        },
      }),
    });
    document.render(values);
  } catch (error) {
    const [problem, word] = firstMark(error);
    throw wrong(problem, word, error);
  }
  const [field] = unknown;
  if (field !== undefined) throw wrong("field-unknown", field);
  pictures.into(parts);
  return packOfficeParts(parts);
}

interface Complaint {
  properties?: { id?: string; xtag?: string; errors?: Complaint[] };
}

/** The mark that docxtemplater complains about first. */
function firstMark(error: unknown): ["mark-wrong" | "picture-not-alone", string] {
  const { properties } = error as Complaint;
  const first = properties?.errors?.[0]?.properties ?? properties;
  const alone = first?.id === "raw_xml_tag_should_be_only_text_in_paragraph";
  return [alone ? "picture-not-alone" : "mark-wrong", first?.xtag ?? ""];
}

/** The pictures of one document, each stored once. */
class Pictures {
  readonly #names = new Map<Uint8Array, string>();
  #shown = 0;

  /** A centred paragraph that shows the picture (ECMA-376, 20.4.2.8). */
  paragraph({ png, millimetres }: TemplatePicture): string {
    const name = this.#names.get(png) ?? `qr${this.#names.size + 1}`;
    this.#names.set(png, name);
    this.#shown += 1;
    const side = Math.round(millimetres * 36_000);
    const id = 9_000 + this.#shown;
    return (
      `<w:p><w:pPr><w:keepNext/><w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>` +
      `<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">` +
      `<wp:extent cx="${side}" cy="${side}"/><wp:docPr id="${id}" name="${name} ${id}" descr="QR"/>` +
      `<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">` +
      `<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">` +
      `<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">` +
      `<pic:nvPicPr><pic:cNvPr id="${id}" name="${name}.png" descr="QR"/><pic:cNvPicPr/></pic:nvPicPr>` +
      `<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rIdBg${name}"/>` +
      `<a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
      `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${side}" cy="${side}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
      `</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
    );
  }

  into(parts: OfficeParts): void {
    if (this.#names.size === 0) return;
    declarePng(parts);
    const empty =
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
    const relations = [...this.#names].map(([png, name]) => {
      parts.file(`word/media/bangiao-${name}.png`, png, { binary: true });
      return `<Relationship Id="rIdBg${name}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/bangiao-${name}.png"/>`;
    });
    const before = (textOfPart(parts, relationsPart) ?? empty).replace(
      /<Relationships([^>]*)\/>/u,
      "<Relationships$1></Relationships>",
    );
    parts.file(relationsPart, before.replace("</Relationships>", `${relations.join("")}</Relationships>`));
  }
}
