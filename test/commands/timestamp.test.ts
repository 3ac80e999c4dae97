import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { hongGaiOffice, type Office } from "../custody/offices.js";
import { Pki, type PkiSigner } from "../support/pki.js";
import { sandbox } from "../support/sandbox.js";

let pki: Pki;
let tsa: PkiSigner;
let server: Server;
let url: string;
beforeAll(async () => {
  pki = new Pki();
  tsa = pki.signer("TSA", { extensions: Pki.stamping });
  server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    switch (request.url) {
      case "/tsa":
        response.end(pki.stamp(tsa, Buffer.concat(pieces)));
        return;
      case "/moved":
        response.writeHead(302, { location: "/tsa" }).end();
        return;
      case "/silent":
        // Begins an answer and never ends it.
        response.write("x");
        return;
      case "/huge":
        response.end(Buffer.alloc(100_000));
        return;
      default:
        response.end("không phải dấu thời gian");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  pki.remove();
});

const id = "BG-06691-20250628-01";

async function signedOffice(): Promise<{ office: Office; p7s: string }> {
  const office = await hongGaiOffice(sandbox());
  await office.must("manifest", "create", "--to", "06685");
  await office.must("manifest", "sign", "--key", "khoa");
  office.now = new Date();
  return { office, p7s: join(office.folder, ".bangiao/handovers", id, "manifest.json.p7s") };
}

it("is got online, and trusted once the authority is", async () => {
  const { office, p7s } = await signedOffice();
  const before = readFileSync(p7s);
  expect(await office.must("manifest", "timestamp", "--url", `${url}/tsa`)).toContain("chưa được tin");
  expect(readFileSync(p7s).length).toBeGreaterThan(before.length);
  const { createHash } = await import("node:crypto");
  const fingerprint = createHash("sha256").update(tsa.der).digest("hex");
  await office.must("trust", "add", pki.path(tsa.crt), "--fingerprint", fingerprint);
  expect(await office.must("manifest", "timestamp", id, "--url", `${url}/tsa`)).not.toContain(
    "chưa được tin",
  );
});

it("is got in two steps by stick", async () => {
  const { office } = await signedOffice();
  const asked = join(office.folder, "out.tsq");
  expect(await office.must("manifest", "timestamp", "--request", asked)).toContain("máy có mạng");
  writeFileSync(join(office.folder, "in.tsr"), pki.stamp(tsa, readFileSync(asked)));
  expect(await office.must("manifest", "timestamp", "--response", "in.tsr")).toContain("đã có dấu thời gian");
  expect(await office.must("log")).toMatch(
    /lấy dấu thời gian cho chữ ký\s+BG-06691-20250628-01 · chứng thư/u,
  );
});

it.each([
  ["/moved", "không trả lời"],
  ["/huge", "quá lớn"],
  ["/nonsense", "không đúng chuẩn"],
])(
  "is refused from an authority that answers like %s, and the signature stays as it was",
  async (path, words) => {
    const { office, p7s } = await signedOffice();
    const before = readFileSync(p7s);
    const refused = await office.type("manifest", "timestamp", "--url", url + path);
    expect(refused.exitCode).toBe(3);
    expect(refused.stderr).toContain(words);
    expect(readFileSync(p7s).equals(before)).toBe(true);
  },
);

it("is not waited for longer than a quarter of a minute, and nothing is lost", async () => {
  const { office, p7s } = await signedOffice();
  const before = readFileSync(p7s);
  const asked: number[] = [];
  const soon = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, "timeout").mockImplementation((longest) => {
    asked.push(longest);
    return soon(50);
  });
  const refused = await office.type("manifest", "timestamp", "--url", `${url}/silent`);
  vi.restoreAllMocks();
  expect([refused.exitCode, asked]).toEqual([3, [15_000]]);
  expect(refused.stderr).toContain("không trả lời");
  expect(readFileSync(p7s).equals(before)).toBe(true);
});

it("needs the request that was made here, and one way to get it", async () => {
  const { office } = await signedOffice();
  writeFileSync(join(office.folder, "in.tsr"), "x");
  expect((await office.type("manifest", "timestamp", "--response", "in.tsr")).stderr).toContain(
    "không tìm thấy yêu cầu",
  );
  expect((await office.type("manifest", "timestamp")).exitCode).toBe(2);
  expect((await office.type("manifest", "timestamp", "--url", "ftp://x")).exitCode).toBe(2);
});
