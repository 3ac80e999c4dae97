import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { handOver, hongGaiOffice } from "../custody/offices.js";
import { outside } from "../support/outside.js";
import { run, transcript } from "../support/run.js";
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

/** A stick with the package of one old unit, and a plan of two. */
async function audited() {
  const folder = sandbox();
  const giver = await hongGaiOffice(join(folder, "giao"));
  const create = ["--to", "06685", "--cases", "03.KTCH=06685", "--with-errors"];
  const { id } = await handOver(giver, join(folder, "usb"), ...create);
  const table = readFileSync(new URL("../../templates/plans/quang-ninh-2025.csv", import.meta.url), "utf8");
  const [heading, ...rows] = table.split(/\r?\n/u);
  const own = rows.find((row) => row.includes("06691"))!;
  const other = rows.find((row) => row.includes("06694")) ?? own;
  writeFileSync(
    join(folder, "plan.csv"),
    [heading, own, other.replace("Bạch Đằng", "Bạch Đằng <b>")].join("\n"),
  );
  return { folder, giver, id };
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

  it.each(["vi", "en"])("reads as it should in %s, of an office and of an audit", async (lang) => {
    const { folder, giver } = await audited();
    const told = [
      await transcript(["report", "--lang", lang], { cwd: giver.folder, now: giver.now }),
      await transcript(
        ["report", "--audit", "usb", "--plan", "plan.csv", "--out", "a.html", "--lang", lang],
        {
          cwd: folder,
          now: giver.now,
        },
      ),
    ].join("\n");
    await expect(told).toMatchFileSnapshot(`../golden/report.${lang}.txt`);
    for (const [path, name] of [
      [join(giver.folder, "report.html"), "report"],
      [join(folder, "a.html"), "report-audit"],
    ] as const) {
      const page = readFileSync(path, "utf8").replace(/[0-9a-f]{16}…/gu, "<fingerprint>…");
      await expect(page).toMatchFileSnapshot(`../golden/${name}.${lang}.html`);
    }
  });

  it("shows an audit without a workspace: every old unit of the plan, what is open, cases; from nowhere else", async () => {
    const { folder, giver, id } = await audited();
    const options = ["--audit", "usb", "--plan", "plan.csv", "--out", "a.html"];
    const { exitCode, stderr } = await run(["report", ...options], { cwd: folder, now: giver.now });
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("a.html")]);
    const page = readFileSync(join(folder, "a.html"), "utf8");
    for (const words of [
      ...["Đã bàn giao: 1/2", "Đã đủ biên nhận: 0/2", "chưa bàn giao", "đã bàn giao, chưa đủ biên nhận"],
      ...[id, "06694 Phường Bạch Đằng &lt;b&gt;", "Biên bản làm việc", "15/8/2025", "chưa có biên nhận"],
    ])
      expect(page).toContain(words);
    expect(page).not.toMatch(
      /<(?:script|link|img|iframe|object|embed|base)\b|\b(?:src|srcset)=|url\(|@import|https?:/iu,
    );
    // The superior's own office, below it the audit.
    const both = await giver.type("report", "--audit", join(folder, "usb"), "--out", "b.html");
    expect(both.exitCode).toBe(1);
    const whole = readFileSync(join(giver.folder, "b.html"), "utf8");
    for (const words of [
      "Mức đầy đủ",
      "Rà soát việc bàn giao của các đơn vị",
      "Chưa đối chiếu với phương án",
    ])
      expect(whole).toContain(words);
  });

  it("is positive when the audit finds nothing open, and says which option needs which", async () => {
    const folder = sandbox();
    mkdirSync(join(folder, "rong"));
    const clean = await run(["report", "--audit", "rong"], { cwd: folder });
    expect([clean.exitCode, existsSync(join(folder, "report.html"))]).toEqual([0, true]);
    const out = ["--out", "b.html"];
    expect((await run(["report", "--plan", "a.csv", ...out], { cwd: folder })).exitCode).toBe(2);
    expect((await run(["report", "--audit", "khong-co", ...out], { cwd: folder })).exitCode).toBe(3);
    expect((await run(["report", ...out], { cwd: folder })).exitCode).toBe(3);
    expect(existsSync(join(folder, "b.html"))).toBe(false);
  });

  it("prints on A4 in a browser, with every word on the paper", async ({ skip }) => {
    if (!existsSync("/usr/bin/chromium")) {
      if (process.env.CI) throw new Error("chromium is missing");
      skip("chromium is not here to print the page");
    }
    const printed = (page: string): string => {
      const pdf = page.replace(/html$/u, "pdf");
      const argv = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"];
      const home = `--user-data-dir=${join(sandbox(), "chromium")}`;
      outside("chromium", [...argv, home, `--print-to-pdf=${pdf}`, `file://${page}`]);
      expect(outside("pdfinfo", [pdf]).stdout).toMatch(/Page size:\s+59[45]\S* x 84[12]\S* pts \(A4\)/u);
      return outside("pdftotext", ["-layout", pdf, "-"]).stdout.normalize("NFC");
    };
    const giver = await office();
    await giver.type("report");
    const text = printed(join(giver.folder, "report.html"));
    for (const words of ["Mức đầy đủ", "Vụ việc đang giải quyết", "15/8/2025", "NTC-01"]) {
      expect(text).toContain(words);
    }
    const { folder, id } = await audited();
    await run(["report", "--audit", "usb", "--plan", "plan.csv", "--out", "a.html"], { cwd: folder });
    const audit = printed(join(folder, "a.html"));
    for (const words of [id, "Từng đơn vị theo phương án sắp xếp", "Bạch Đằng <b>", "Chỗ hở"]) {
      expect(audit).toContain(words);
    }
  }, 60_000);
});
