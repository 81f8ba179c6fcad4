import { describe, expect, it, test } from "vitest";
import { addressColumns } from "../../../src/formats/csv/detection/address-columns.ts";
import { recognise } from "../../../src/formats/csv/detection/detect-columns.ts";
import { createPlainRows } from "../../../src/formats/csv/rows/plain-rows.ts";
import { NEW_CLIENTS } from "../../../src/formats/csv/rows/row-reading.ts";
import { csvLine } from "../../../src/formats/csv-writer.ts";
import { readAsDropped } from "./read-as-dropped.ts";

/** The titles of the columns that make the address, by its parts. */
function partsOf(head: string): Readonly<Record<string, string>> {
  const titles = head.split(/[;,]/);
  const places = Object.entries(addressColumns(titles));
  return Object.fromEntries(places.map(([field, place]) => [field, titles[place] ?? ""]));
}

/** What the rows of a table tell of addresses, by the clients. */
async function addressesIn(text: string): Promise<Readonly<Record<string, string | undefined>>> {
  const { commands, refused } = await readAsDropped(text);
  expect(refused).toEqual([]);
  return Object.fromEntries(
    commands.map(({ input, told }) => {
      if (input.type === "RegisterClient") return [input.username, input.address];
      return [input.type === "PlaceOrder" ? input.client : "", told?.address];
    }),
  );
}

describe("the columns of an address are known by their titles", () => {
  it.each([
    ["English", "Street;Address line 2;Postcode;Town;County;Country"],
    ["American", "Address 1;Address 2;ZIP Code;City;State;Country"],
    ["German", "Straße und Hausnummer;Adresszusatz;PLZ;Ort;Bundesland;Land"],
    ["French", "Rue;Complément d'adresse;Code postal;Ville;Région;Pays"],
    ["Spanish", "Calle;Dirección 2;Código postal;Ciudad;Provincia;País"],
    ["Italian", "Via;Indirizzo 2;CAP;Città;Provincia;Paese"],
    ["Dutch", "Straat;Adres 2;Postcode;Plaats;Provincie;Land"],
    ["Portuguese", "Rua;Morada 2;Código postal;Cidade;Distrito;País"],
    ["Polish", "Ulica;Adres 2;Kod pocztowy;Miasto;Województwo;Kraj"],
  ])("in %s", (_language, head) => {
    const [address, address2, postcode, city, region, country] = head.split(";");
    expect(partsOf(head)).toEqual({ address, address2, postcode, city, region, country });
  });

  it.each([
    "Address",
    "Adresse",
    "Anschrift",
    "Adresse de facturation",
    "Adresse du client",
    "Dirección",
    "Dirección de facturación",
    "Indirizzo",
    "Indirizzo di fatturazione",
    "Adres",
    "Factuuradres",
    "Morada",
    "Endereço",
    "Rechnungsadresse",
    "Kundenadresse",
    "customer_address",
    "BillingAddress",
    "Straße/Nr.",
    "Straat en huisnummer",
    "Rue et numéro",
    "Via e numero civico",
    "Calle y número",
    "Ulica i numer domu",
    "Dirección postal",
    "Postal address",
    "Home Address",
    "Street name",
  ])("“%s” is a whole one", (title) => {
    expect(partsOf(title)).toEqual({ address: title });
  });

  it.each([
    ...["Country", "Land", "Pays", "País", "Paese", "Kraj", "Country Code", "Ship Country"],
    ...["Country/Region", "Länderkennzeichen", "Code pays", "Codice paese", "Customer Country"],
  ])("“%s” stands alone", (title) => {
    expect(partsOf(title)).toEqual({ country: title });
  });

  it.each([
    ...["Email", "E-mail address", "IP address", "Status", "State", "Region", "Via", "CAP", "Sort"],
    ...["Sort code", "Paid via", "Landline", "Landed cost", "Export", "Company", "District"],
    ...[
      "2",
      "No.",
      "Hausnummer",
      "State code",
      "Postal",
      "Ortsname von Ada",
      "Kunde",
      "Name",
      "refused because",
      "left out: Country",
    ],
  ])("“%s” alone is none", (title) => {
    expect(partsOf(title)).toEqual({});
  });

  it("takes the address for bills before the one for parcels", () => {
    const parts = ["Name", "Street", "Address1", "Address2", "City", "Zip", "Province", "Country"];
    const head = ["Shipping", "Billing"].flatMap((side) => parts.map((part) => `${side} ${part}`));
    expect(partsOf(head.join(","))).toEqual({
      ...{ address: "Billing Address1", address2: "Billing Address2", postcode: "Billing Zip" },
      ...{ city: "Billing City", region: "Billing Province", country: "Billing Country" },
    });
  });

  it("takes one for parcels where nothing else has a street, and what stands beside it", () => {
    expect(partsOf("Country,Ship Address1,Ship City,Ship Zipcode,Ship Country")).toMatchObject({
      ...{ address: "Ship Address1", country: "Ship Country" },
    });
    expect(partsOf("Street 1,Street 2,Ship City,Ship State,Ship Zipcode")).toEqual({
      ...{ address: "Street 1", address2: "Street 2", city: "Ship City" },
      ...{ region: "Ship State", postcode: "Ship Zipcode" },
    });
  });

  it.each([
    [
      "WooCommerce",
      "Address 1&2 (Billing),City (Billing),State Code (Billing),Postcode (Billing),Country Code (Billing)",
      "address city region postcode country",
    ],
    [
      "QuickBooks",
      "Billing Street,Billing City,Billing State,Billing Country,Billing Zip",
      "address city region country postcode",
    ],
    [
      "Square",
      "Street Address 1,Street Address 2,City,State,Postal Code",
      "address address2 city region postcode",
    ],
    [
      "eBay",
      "Buyer Address 1,Buyer Address 2,Buyer City,Buyer State,Buyer Zip,Buyer Country",
      "address address2 city region postcode country",
    ],
    [
      "Google, contacts",
      "Address 1 - Street;Address 1 - City;Address 1 - Region;Address 1 - Postal Code;Address 1 - Country;Address 2 - City",
      "address city region postcode country",
    ],
    [
      "Outlook",
      "Business Street;Business City;Business State;Business Postal Code;Business Country/Region",
      "address city region postcode country",
    ],
    [
      "Amazon",
      "ship-address-1;ship-address-2;ship-city;ship-state;ship-postal-code;ship-country",
      "address address2 city region postcode country",
    ],
    [
      "BigCommerce",
      "Billing Street 1;Billing Street 2;Billing Suburb;Billing State;Billing Zip;Billing Country",
      "address address2 city region postcode country",
    ],
    [
      "Northwind",
      "address;city;region;postal_code;country",
      "address city region postcode country",
    ],
    [
      "PayPal",
      "Address Line 1,Address Line 2/District/Neighborhood,Town/City,State/Province/Region/County/Territory/Prefecture/Republic,Zip/Postal Code,Country",
      "address address2 city region postcode country",
    ],
  ])("as %s writes them", (_system, head, fields) => {
    const titles = head.split(/[;,]/);
    const named = fields.split(" ").map((field, place) => [field, titles[place]]);
    expect(partsOf(head)).toEqual(Object.fromEntries(named));
  });

  it("leaves a column empty in favour of one that is filled", async () => {
    const text = "Username,Country,Country Code\nada,,GB\nbob,,FR\n";
    expect(await addressesIn(text)).toEqual({ ada: "GB", bob: "FR" });
  });

  it("takes no addresses of e-mail for those of streets", async () => {
    const text = "Kunde;Adresse;Ort\nada;ada@example.org;Wien\nbob;bob@example.org;Graz\n";
    expect(await addressesIn(text)).toEqual({ ada: "Wien", bob: "Graz" });
  });

  it("does not tell by an address what a table is about", () => {
    const statement = "Date,Customer,Street,Postcode,City,Country,Amount".split(",");
    expect(recognise(statement).kind).toBe("wallets");
    const orders = "Order,Customer,Address line 1,City,Country,SKU,Qty,Price".split(",");
    expect(recognise(orders).kind).toBe("orders");
  });

  it("takes a line of an address for no line of an order", () => {
    const { kind, mapping } = recognise(["Customer no", "Name", "Address line", "City"]);
    expect({ kind, mapping }).toEqual({
      ...{ kind: "clients", mapping: { username: 0, name: 1, address: 2, city: 3 } },
    });
  });
});

describe("several columns make one address", () => {
  test("with its lines in the order of a letter, whatever the order of the columns", async () => {
    const text =
      "Country,City,Zip,Address 2,Address 1,State,Username\nUSA,Austin,78701,Apt 5,1 Main St,TX,ada\n";
    expect(await addressesIn(text)).toEqual({ ada: "1 Main St\nApt 5\n78701 Austin\nTX\nUSA" });
  });

  test("without what is left empty", async () => {
    const text = `Kundennummer;Straße;Hausnr.;PLZ;Ort;Land
1;Obere Str.;57;12209;Berlin;Deutschland
2;;;;;
3;;;1010;Wien;
4;Hauptplatz;;;;Österreich
`;
    expect(await addressesIn(text)).toEqual({
      1: "Obere Str. 57\n12209 Berlin\nDeutschland",
      2: undefined,
      3: "1010 Wien",
      4: "Hauptplatz\nÖsterreich",
    });
  });

  test("but not twice what a whole one says already", async () => {
    const text = `username,address,city,country
ada,"12 rue X, Paris, France",Paris,France
bob,"1 Main St
Austin
USA",Austin,USA
cyd,12 rue Y,Luxembourg,Luxembourg
`;
    expect(await addressesIn(text)).toEqual({
      ada: "12 rue X, Paris, France",
      bob: "1 Main St\nAustin\nUSA",
      cyd: "12 rue Y\nLuxembourg\nLuxembourg",
    });
  });

  test("with postcodes as they are, whatever a spreadsheet made of them", async () => {
    const text = "username,zip,city\nada,'02801,Delft\nbob,78701.0,Austin\n";
    expect(await addressesIn(text)).toEqual({ ada: "02801 Delft", bob: "78701 Austin" });
  });

  test("of orders, told by the first row of each", async () => {
    const text = `Order,Customer,Country,City,SKU,Qty,Price
1,ada,UK,London,TEA,1,2.50
1,ada,UK,Ockham,CUP,1,2.50
1,ada,,,POT,1,2.50
2,bob,,,TEA,1,2.50
`;
    expect(await addressesIn(text)).toEqual({ ada: "London\nUK", bob: undefined });
  });

  test("of a wholesaler whose clients have a country and no more", async () => {
    const text = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,HEART HOLDER,6,12/1/2010 8:26,2.55,17850.0,United Kingdom
536370,22728,ALARM CLOCK,24,12/1/2010 8:45,3.75,12583.0,France
536371,22086,PAPER CHAIN,80,12/13/2010 9:00,2.55,,United Kingdom
`;
    const { commands } = await readAsDropped(text);
    expect(commands.map(({ told }) => told?.address)).toEqual(["United Kingdom", "France"]);
  });
});

test("refused rows that are saved have the parts of an address, and are read back the same", async () => {
  // Given a table of clients with every part of an address, and a region alone
  for (const text of [
    `Kundennummer;Straße;Hausnr.;Adresszusatz;PLZ;Ort;Bundesland;Land
1;Obere Str.;57;2. Hof;12209;Berlin;Berlin;Deutschland
2;Hauptplatz;1;;01067;Dresden;Sachsen;
`,
    "username,region\nada,Bavaria\n",
  ]) {
    const first = await readAsDropped(text);
    const mapping = { ...first.mapping, ...(text.startsWith("username") && { region: 1 }) };
    const meaning = { ...first, mapping, newClients: NEW_CLIENTS };

    // When its rows are saved as plain rows, and read without a choice by hand
    const { columns, cellsOf } = createPlainRows(first.table, meaning);
    const saved = [columns, ...first.table.rows.map(cellsOf)].map(csvLine).join("");
    const again = await readAsDropped(saved);

    // Then they say the same
    expect(Object.keys(again.mapping).toSorted()).toEqual(Object.keys(mapping).toSorted());
    const parts = first.table.rows.map(({ cells }) => cells.slice(1));
    expect(again.table.rows.map(({ cells }) => cells.slice(1))).toEqual(parts);
  }
});

test.each([
  ["Estado,País", "Enviado,España", "España"],
  ["State,Country", "shipped,France", "France"],
  ["Via,Country", "Web,France", "France"],
  ["State,City", "TX,Austin", "Austin\nTX"],
])(
  "words that may mean something else are of an address beside a place: %s",
  async (titles, cells, address) => {
    const { commands } = await readAsDropped(
      `client,product,quantity,price,${titles}\nada,TEA,1,4.50,${cells}`,
    );
    expect(commands[0]?.told?.address).toBe(address);
  },
);
