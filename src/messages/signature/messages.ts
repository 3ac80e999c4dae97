import type { CryptoFailures } from "../../model/failures/crypto.js";
import type { SignatureFindings } from "../../model/findings/signature.js";
import type { CommandText, FailureTexts, FindingTexts } from "../texts.js";

/** What the program says about the area "signature". */
export interface SignatureMessages {
  findings: FindingTexts<SignatureFindings>;
  failures: FailureTexts<CryptoFailures>;
  commands: Record<string, CommandText>;
}
