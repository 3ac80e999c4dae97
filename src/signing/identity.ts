import type { Certificate } from "../crypto/certificates.js";
import type { SignerIdentity } from "../model/signature.js";

/** A time as findings and JSON carry it: RFC 3339, UTC, whole seconds. */
export function timeText(time: Date): string {
  return `${time.toISOString().slice(0, -5)}Z`;
}

/** Who a certificate names, as plain facts. */
export function identityOf(certificate: Certificate, selfMade: boolean): SignerIdentity {
  return {
    commonName: certificate.subject.commonName,
    organisation: certificate.subject.organisation,
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    fingerprint: certificate.fingerprint,
    notBefore: timeText(certificate.notBefore),
    notAfter: timeText(certificate.notAfter),
    selfMade,
  };
}
