import { generateKeyPairSync, sign } from "node:crypto";

/** A certificate and its key, in PEM. */
export interface SelfSigned {
  readonly certificate: string;
  readonly key: string;
}

// Tags of DER, and identifiers of X.509 in it.
const [BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, OID, TEXT, TIME] = [1, 2, 3, 4, 6, 12, 24];
const [SEQUENCE, SET] = [0x30, 0x31];
const COMMON_NAME = "550403";
const BASIC_CONSTRAINTS = "551d13";
const ALTERNATIVE_NAME = "551d11";
const ECDSA_WITH_SHA256 = "2a8648ce3d040302";

/**
 * Makes a certificate for `localhost` and 127.0.0.1 that is its own authority: for servers of one test, where there may be no
 * openssl, and no key belongs into a repository.
 */
export function createSelfSigned(): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = der(SEQUENCE, oid(ECDSA_WITH_SHA256));
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, oid(COMMON_NAME), text(TEXT, "localhost"))));
  const names = der(SEQUENCE, text(0x82, "localhost"), der(0x87, Buffer.from([127, 0, 0, 1])));
  const isAuthority = der(SEQUENCE, der(BOOLEAN, Buffer.from([0xff])));
  const content = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.from([1])),
    algorithm,
    name,
    der(SEQUENCE, text(TIME, "20200101000000Z"), text(TIME, "21000101000000Z")),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(
      0xa3,
      der(
        SEQUENCE,
        der(SEQUENCE, oid(BASIC_CONSTRAINTS), der(OCTET_STRING, isAuthority)),
        der(SEQUENCE, oid(ALTERNATIVE_NAME), der(OCTET_STRING, names)),
      ),
    ),
  );
  const signature = der(BIT_STRING, Buffer.from([0]), sign("sha256", content, privateKey));
  const certificate = der(SEQUENCE, content, algorithm, signature).toString("base64");
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...(length < 128 ? [length] : long)]), body]);
}

function oid(hex: string): Buffer {
  return der(OID, Buffer.from(hex, "hex"));
}

function text(tag: number, value: string): Buffer {
  return der(tag, Buffer.from(value));
}
