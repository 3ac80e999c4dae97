import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hongGaiOffice } from "../custody/offices.js";
import { outside } from "../support/outside.js";
import { sandbox } from "../support/sandbox.js";

/** An office with a denouncer in one dossier, a title that is markup, a secret dossier and an open case. */
async function office() {
  const giver = await hongGaiOffice(join(sandbox(), "giao"), {
    1: {
      title: "Đơn của bà Ngô Thị Hoà Bình tố cáo <script>alert(1)</script>",
      status: "open",
      closed: null,
      openCase: {
        step: "KTCH.BBLV",
        nextStep: "Báo cáo <b>kết quả</b>",
        deadline: "2025-08-15",
        team: null,
      },
      subjects: [{ kind: "member", role: "denouncer", name: "Ngô Thị Hoà Bình", code: "NTC-01" }],
    },
    2: { title: "Chuyện không ai được biết", secrecy: "mat", status: "open", closed: null },
  });
  return giver;
}

describe("bangiao report", () => {
  it.each([
    ["vi", "Mức đầy đủ", "Vụ việc đang giải quyết", "15/8/2025"],
    ["en", "Completeness", "Open cases", "15/8/2025"],
  ])("writes one page in %s that needs nothing else", async (lang, ...expected) => {
    const giver = await office();
    const { exitCode } = await giver.type("report", "--lang", lang);
    expect(exitCode).toBe(0);
    const page = readFileSync(join(giver.folder, "report.html"), "utf8");
    for (const words of expected) expect(page).toContain(words);
    expect(page).toContain(`<html lang="${lang}">`);
    // Nothing in it could make a browser ask anybody for anything.
    expect(page).not.toMatch(
      /<(?:script|link|img|iframe|object|embed|base)\b|\b(?:src|srcset)=|url\(|@import/iu,
    );
    expect(page).toContain("default-src &#39;none&#39;");
    for (const [href] of page.matchAll(/href="[^"]*"/gu)) expect(href).toMatch(/^href="#/u);
  });

  it("shows a denouncer as a code, nothing of a secret dossier, and markup as text", async () => {
    const giver = await office();
    await giver.type("report", "--out", "trang.html");
    const page = readFileSync(join(giver.folder, "trang.html"), "utf8");
    expect(page).not.toContain("Ngô Thị Hoà Bình");
    expect(page).toContain("NTC-01");
    expect(page).not.toContain("Chuyện không ai được biết");
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).toContain("&lt;b&gt;kết quả&lt;/b&gt;");
  });

  it("names the handover and where every dossier is, once a list was made", async () => {
    const giver = await hongGaiOffice(join(sandbox(), "giao"));
    const { id } = await giver.json<{ id: string }>("manifest", "create", "--to", "06685");
    await giver.type("report");
    const page = readFileSync(join(giver.folder, "report.html"), "utf8");
    expect(page).toContain(id);
    expect(page).toContain("có trong bản kê, chưa gửi");
    expect(page).toContain("06685 Phường Hồng Gai");
  });

  it("is negative while a paper is missing that nobody has answered for, and names the command", async () => {
    const giver = await hongGaiOffice(join(sandbox(), "giao"));
    await giver.must("inventory", "add", "dossier", "09.KTCH", "type=KTCH", "title=Kiểm tra chi bộ khu 9");
    expect((await giver.type("report")).exitCode).toBe(1);
    const page = readFileSync(join(giver.folder, "report.html"), "utf8");
    expect(page).toContain("bangiao inventory assign");
    expect(page).toContain("--dossier 09.KTCH");
  });

  it("never writes over a file, and knows no form but a page", async () => {
    const giver = await hongGaiOffice(join(sandbox(), "giao"));
    const path = join(giver.folder, "report.html");
    writeFileSync(path, "của tôi");
    expect((await giver.type("report")).exitCode).toBe(3);
    expect(readFileSync(path, "utf8")).toBe("của tôi");
    expect((await giver.type("report", "--out", "a.pdf")).exitCode).toBe(2);
    expect((await giver.type("report", "--out", "b.html", "--format", "json")).exitCode).toBe(2);
    expect(existsSync(join(giver.folder, "b.html"))).toBe(false);
  });

  it("prints on A4 in a browser, with every word on the paper", async ({ skip }) => {
    if (!existsSync("/usr/bin/chromium")) {
      if (process.env.CI) throw new Error("chromium is missing");
      skip("chromium is not here to print the page");
    }
    const giver = await office();
    await giver.type("report");
    const pdf = join(giver.folder, "trang.pdf");
    const argv = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"];
    const home = `--user-data-dir=${join(giver.folder, "chromium")}`;
    outside("chromium", [
      ...argv,
      home,
      `--print-to-pdf=${pdf}`,
      `file://${join(giver.folder, "report.html")}`,
    ]);
    const text = outside("pdftotext", ["-layout", pdf, "-"]).stdout.normalize("NFC");
    for (const words of ["Mức đầy đủ", "Vụ việc đang giải quyết", "15/8/2025", "NTC-01"]) {
      expect(text).toContain(words);
    }
    expect(outside("pdfinfo", [pdf]).stdout).toMatch(/Page size:\s+59[45]\S* x 84[12]\S* pts \(A4\)/u);
  }, 60_000);
});
