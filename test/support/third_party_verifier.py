"""A verifier that knows nothing of bangiao but the page docs/signature-profile.md: steps 1 to 8 and 12 of its section 3.

Reads cases as JSON lines {"p7s": hex, "content": hex, "fingerprint": hex}; prints for each `ok` or the number of the step that failed.
A signer counts as trusted when the SHA-256 of the certificate is the fingerprint given. The arithmetic is OpenSSL's.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile


class Wrong(Exception):
    def __init__(self, step):
        super().__init__(step)
        self.step = step


def demand(truth, step):
    if not truth:
        raise Wrong(step)


class Element:
    """One DER element; step 2 of the page."""

    count = 0

    def __init__(self, data, at, end, level=0):
        demand(level <= 32, 2)
        Element.count += 1
        demand(Element.count <= 100_000, 2)
        demand(at + 2 <= end, 2)
        self.data, self.at = data, at
        self.tag = data[at]
        demand(self.tag & 0x1F != 0x1F, 2)
        length = data[at + 1]
        start = at + 2
        if length & 0x80:
            octets = length & 0x7F
            demand(1 <= octets <= 4 and start + octets <= end, 2)
            length = int.from_bytes(data[start : start + octets], "big")
            demand(data[start] != 0 and length >= 0x80, 2)
            start += octets
        self.start, self.end = start, start + length
        demand(self.end <= end, 2)
        universal = self.tag & 0xC0 == 0
        number = self.tag & 0x1F
        constructed = bool(self.tag & 0x20)
        if universal:
            demand(constructed == (number in (16, 17)), 2)
        body = data[self.start : self.end]
        if universal and number == 1:
            demand(body in (b"\x00", b"\xff"), 2)
        if universal and number == 2:
            demand(len(body) > 0, 2)
            demand(len(body) == 1 or not (body[0] == 0 and body[1] < 0x80 or body[0] == 0xFF and body[1] >= 0x80), 2)
        if universal and number == 3:
            demand(len(body) > 0 and body[0] <= 7 and (len(body) > 1 or body[0] == 0), 2)
            demand(body[0] == 0 or body[-1] & ((1 << body[0]) - 1) == 0, 2)
        if universal and number == 5:
            demand(len(body) == 0, 2)
        if universal and number == 6:
            demand(len(body) > 0 and body[-1] < 0x80, 2)
            demand(all(b != 0x80 or (i > 0 and body[i - 1] >= 0x80) for i, b in enumerate(body)), 2)
        if universal and number == 12:
            try:
                body.decode("utf-8")
            except UnicodeDecodeError as error:
                raise Wrong(2) from error
        self.children = []
        if constructed:
            at = self.start
            while at < self.end:
                child = Element(data, at, self.end, level + 1)
                self.children.append(child)
                at = child.end

    @property
    def raw(self):
        return self.data[self.at : self.end]

    @property
    def body(self):
        return self.data[self.start : self.end]


def oid(text):
    first, second, *rest = (int(part) for part in text.split("."))
    body = b""
    for number in [first * 40 + second, *rest]:
        piece = [number & 0x7F]
        while number > 0x7F:
            number >>= 7
            piece.insert(0, number & 0x7F | 0x80)
        body += bytes(piece)
    return body


DATA = oid("1.2.840.113549.1.7.1")
SIGNED_DATA = oid("1.2.840.113549.1.7.2")
SHA256 = oid("2.16.840.1.101.3.4.2.1")
ECDSA_SHA256 = oid("1.2.840.10045.4.3.2")
RSA_PSS = oid("1.2.840.113549.1.1.10")
CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME = (oid(f"1.2.840.113549.1.9.{n}") for n in (3, 4, 5))
SIGNING_CERTIFICATE = oid("1.2.840.113549.1.9.16.2.47")


def name_key(name):
    def key(part):
        demand(part.tag == 0x30 and len(part.children) == 2 and part.children[0].tag == 0x06, 7)
        text = part.children[1].body.decode("utf-8", "surrogateescape").lower()
        return part.children[0].body, part.children[1].tag, " ".join(text.split())

    demand(name.tag == 0x30 and all(rdn.tag == 0x31 for rdn in name.children), 7)
    return [[key(part) for part in rdn.children] for rdn in name.children]


def verify(p7s, content, fingerprint):
    demand(1 <= len(p7s) <= 1_000_000, 1)
    Element.count = 0
    info = Element(p7s, 0, len(p7s))
    demand(info.end == len(p7s), 2)

    # 3. Shape
    demand(info.tag == 0x30 and len(info.children) == 2 and info.children[0].raw[2:] == SIGNED_DATA and info.children[0].tag == 6, 3)
    wrapped = info.children[1]
    demand(wrapped.tag == 0xA0 and len(wrapped.children) == 1, 3)
    signed = wrapped.children[0]
    parts = signed.children
    demand(signed.tag == 0x30 and len(parts) >= 4 and parts[0].raw == b"\x02\x01\x01", 3)
    digests, encapsulated = parts[1], parts[2]
    demand(digests.tag == 0x31, 3)
    demand(encapsulated.tag == 0x30 and [(one.tag, one.body) for one in encapsulated.children] == [(6, DATA)], 3)
    certificates, infos = [], None
    for part in parts[3:]:
        if part.tag == 0xA0:
            certificates = part.children
        elif part.tag == 0x31:
            infos = part
        else:
            demand(part.tag == 0xA1, 3)
    demand(infos is not None and parts[-1] is infos and len(infos.children) == 1, 3)
    demand(1 <= len(certificates) <= 50 and all(one.tag == 0x30 for one in certificates), 3)
    signer = infos.children[0].children
    demand(len(signer) >= 6 and signer[0].raw == b"\x02\x01\x01", 3)
    sid, digest_algorithm, attributes, signature_algorithm, signature = signer[1:6]
    demand(attributes.tag == 0xA0 and signature.tag == 0x04 and len(sid.children) == 2, 3)
    demand(infos.children[0].tag == sid.tag == digest_algorithm.tag == signature_algorithm.tag == 0x30, 3)

    # 4. Algorithms: those that the page says are written
    def plain(algorithm, wanted):
        if algorithm.tag != 0x30 or not algorithm.children or algorithm.children[0].raw[:1] != b"\x06" or algorithm.children[0].body != wanted:
            return False
        rest = algorithm.children[1:]
        return rest == [] or len(rest) == 1 and rest[0].raw == b"\x05\x00"

    demand(plain(digest_algorithm, SHA256), 4)
    demand(len(digests.children) == 1 and plain(digests.children[0], SHA256), 4)
    kind = signature_algorithm.children[0].body if signature_algorithm.children else b""
    demand(kind in (ECDSA_SHA256, RSA_PSS) and signature_algorithm.children[0].tag == 0x06, 4)
    if kind == ECDSA_SHA256:
        demand(len(signature_algorithm.children) == 1, 4)
    else:
        demand(len(signature_algorithm.children) == 2, 4)

    # 5. Signed attributes
    values = {}
    for one in attributes.children:
        demand(one.tag == 0x30 and len(one.children) == 2 and one.children[1].tag == 0x31, 5)
        name = one.children[0].body
        demand(name not in values, 5)
        values[name] = one.children[1].children
    encodings = [one.raw for one in attributes.children]
    demand(encodings == sorted(encodings), 5)
    for name in (CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_TIME, SIGNING_CERTIFICATE):
        demand(len(values.get(name, [])) == 1, 5)
    demand(values[CONTENT_TYPE][0].body == DATA, 5)

    # 6. Content
    demand(values[MESSAGE_DIGEST][0].body == hashlib.sha256(content).digest(), 6)

    # 7. Certificate, and 12. the expected signer
    ids = values[SIGNING_CERTIFICATE][0].children
    demand(len(ids) >= 1 and ids[0].children and ids[0].children[0].children, 7)
    named = ids[0].children[0].children
    found = [one for one in certificates if hashlib.sha256(one.raw).digest() == named[0].body]
    demand(len(found) == 1, 7)
    tbs = found[0].children[0].children
    serial, issuer = (tbs[1], tbs[3]) if tbs[0].tag == 0xA0 else (tbs[0], tbs[2])
    demand(sid.children[1].raw == serial.raw, 7)
    # What nobody signed is compared as names are: without case, with runs of blanks as one.
    demand(name_key(sid.children[0]) == name_key(issuer), 7)
    if len(named) > 1:
        demand(named[1].children[1].raw == serial.raw, 7)
        demand(named[1].children[0].children[0].children[0].raw == issuer.raw, 7)

    # 8. Signature
    with tempfile.TemporaryDirectory() as folder:
        path = lambda name: os.path.join(folder, name)
        for name, data in (("c", found[0].raw), ("s", signature.body), ("m", b"\x31" + attributes.raw[1:])):
            with open(path(name), "wb") as file:
                file.write(data)
        public = subprocess.run(["openssl", "x509", "-inform", "DER", "-in", path("c"), "-pubkey", "-noout", "-out", path("k")], capture_output=True)
        demand(public.returncode == 0, 7)
        padding = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"] if kind == RSA_PSS else []
        checked = subprocess.run(["openssl", "dgst", "-sha256", "-verify", path("k"), *padding, "-signature", path("s"), path("m")], capture_output=True)
        demand(checked.returncode == 0, 8)
    demand(hashlib.sha256(found[0].raw).hexdigest() == fingerprint, 12)


for line in sys.stdin:
    case = json.loads(line)
    try:
        verify(bytes.fromhex(case["p7s"]), bytes.fromhex(case["content"]), case["fingerprint"])
        print("ok")
    except Wrong as wrong:
        print(wrong.step)
    except IndexError:
        # A structure that lacks a part.
        print(3)
