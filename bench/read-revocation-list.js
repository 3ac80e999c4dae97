// Reads a revocation list, checks its signature, looks for a serial number: <list.crl> <issuer.crt> <serial in hex>.
import { readFileSync } from "node:fs";
import { readCertificateFile } from "../dist/crypto/certificates.js";
import { isListSignedBy } from "../dist/crypto/revocation.js";
import { readRevocationList } from "../dist/crypto/revocation-list.js";

const [list, issuer, serial] = process.argv.slice(2);
const read = readRevocationList(new Uint8Array(readFileSync(list)));
const [certificate] = readCertificateFile(new Uint8Array(readFileSync(issuer)));
const found = read.find(new Uint8Array(Buffer.from(serial, "hex")));
if (!isListSignedBy(read, certificate) || !found) process.exitCode = 1;
