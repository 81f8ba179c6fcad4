/** What any writer can put in front of a message, with a program of their own. */
export const SPOILT_HEADERS = {
  "a status that says there is no such message": "NATS/1.0 404 Message Not Found\r\n\r\n",
  "a status that says nobody answers": "NATS/1.0 503\r\n\r\n",
  "a status, and no end": "NATS/1.0 404 Message Not Found",
  "what the server says of another message": [
    ...["NATS/1.0 404", "Nats-Stream: other", "Nats-Subject: other.log", "Nats-Sequence: 9999"],
    "Nats-Time-Stamp: yesterday\r\n\r\n",
  ].join("\r\n"),
  "a name that no header has": "NATS/1.0\r\nb d: x\r\n\r\n",
  "a broken line in a value": "NATS/1.0\r\na: x\ny\r\n\r\n",
  "thousands of names": `NATS/1.0\r\n${Array.from({ length: 9_000 }, (_, number) => `${number}:\r\n`).join("")}\r\n`,
  "bytes that are no text": "\xff\xfe\x00\r\n\xff: \xff\r\n\r\n",
};
