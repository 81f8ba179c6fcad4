import { describe, expect, it } from "vitest";
import { openSession, orderOf } from "./open-session.ts";

const PERSON = {
  username: "Zoë Quux-Grünwald",
  password: "tr0ub4dor&3-zebra",
  name: "Zoë Maria Quux",
  email: "zoe@quux.example",
  phone: "+49-170-5550123",
  address: "Quittenweg\nNeukölln",
};

describe("what is personal", () => {
  it("stands in the data of events alone: no stream name and no envelope tells who somebody is", async () => {
    const { bus, log } = await openSession();
    await bus.dispatch({ type: "RegisterClient", ...PERSON });
    await bus.dispatch(orderOf(PERSON.username));
    await bus.dispatch({ type: "RegisterClient", username: PERSON.username });

    const around = (await log.read()).map(({ data: _, ...envelope }) => envelope);
    const text = JSON.stringify(around).normalize("NFKC").toLowerCase();
    for (const secret of Object.values(PERSON)) {
      for (const word of secret
        .normalize("NFKC")
        .toLowerCase()
        .split(/[ @\n]/)) {
        expect(text).not.toContain(word);
      }
    }
  });

  it("never includes a password, in clear or in the journal", async () => {
    const { bus, log } = await openSession();
    await bus.dispatch({ type: "RegisterClient", ...PERSON });
    await bus.dispatch({ type: "RegisterClient", ...PERSON, username: "  " });
    await bus.dispatch({ type: "Unheard", password: PERSON.password });

    const everything = JSON.stringify([await log.read(), await log.journal()]);
    expect(everything).not.toContain(PERSON.password);
    expect(everything).not.toContain("zebra");
  });
});
