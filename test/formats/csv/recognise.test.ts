import { describe, expect, test } from "vitest";
import { mapColumns, recognise } from "../../../src/formats/csv/detection/detect-columns.ts";
import { surveyColumns } from "../../../src/formats/csv/detection/survey-columns.ts";
import type { FieldName, TableKind } from "../../../src/formats/csv/fields.ts";
import { guessForm, readTable } from "../../../src/formats/csv/read-table.ts";

import { readAsDropped } from "./read-as-dropped.ts";

const never = new AbortController().signal;

type Titles = { readonly [Name in FieldName]?: string };

async function readText(text: string) {
  const table = await readTable([text], guessForm(text), never);
  return { table, surveys: await surveyColumns(table, never) };
}

/** The titles of the columns that a file's fields were found in. */
async function recognised(text: string): Promise<{ kind: TableKind; fields: Titles }> {
  const { table, surveys } = await readText(text);
  const { kind, mapping } = recognise(table.columns, surveys);
  const named = Object.entries(mapping).map(([name, place]) => [name, table.columns[place]]);
  return { kind, fields: Object.fromEntries(named) };
}

// The heads as each system writes them, and rows as it fills them.
const SYSTEMS: readonly [system: string, kind: TableKind, fields: Titles, text: string][] = [
  [
    "Shopify, orders",
    "orders",
    {
      reference: "Name",
      client: "Email",
      name: "Billing Name",
      email: "Email",
      phone: "Phone",
      productCode: "Lineitem name",
      quantity: "Lineitem quantity",
      unitPrice: "Lineitem price",
      currency: "Currency",
      date: "Created at",
      ...{ address: "Billing Street", postcode: "Billing Zip" },
    },
    `Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Zip,Shipping Name,Notes,Cancelled at,Payment Method,Refunded Amount,Vendor,Id,Tags,Lineitem discount,Phone
#1001,ada@example.com,paid,2026-05-01 10:00:00 +0200,fulfilled,,no,EUR,85.90,0.00,8.33,85.90,,0.00,Standard,2026-05-01 09:59:00 +0200,1,Matcha 100 g,62.95,,MAT-100,true,true,fulfilled,Ada L.,Laan 2,'2801,Ada L.,,,Shopify Payments,0.00,Leaf,555,,0.00,
#1001,ada@example.com,,,,,,,,,,,,,,2026-05-01 09:59:00 +0200,1,Gift wrap,22.95,,,true,true,fulfilled,,,,,,,,,Leaf,,,0.00,`,
  ],
  [
    "WooCommerce, order export",
    "orders",
    {
      reference: "Order Number",
      client: "Email (Billing)",
      email: "Email (Billing)",
      phone: "Phone (Billing)",
      productCode: "SKU",
      quantity: "Quantity",
      unitPrice: "Item Cost",
      date: "Order Date",
      ...{ address: "Address 1&2 (Billing)", city: "City (Billing)" },
    },
    `Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),Company (Billing),Address 1&2 (Billing),City (Billing),Email (Billing),Phone (Billing),Payment Method Title,Cart Discount Amount,Order Subtotal Amount,Order Total Amount,SKU,Item #,Item Name,Quantity,Item Cost,Coupon Code,Discount Amount
1501,Completed,2026-05-01 10:15,,Ada,Lovelace,,1 Row,London,ada@example.com,555,Card,0,12.50,12.50,TEA,1,Tea,2,4.50,,0
1501,Completed,2026-05-01 10:15,,Ada,Lovelace,,1 Row,London,ada@example.com,555,Card,0,12.50,12.50,CUP,2,Cup,1,3.50,,0`,
  ],
  [
    "Etsy, sold order items",
    "orders",
    {
      reference: "Order ID",
      client: "Buyer",
      productCode: "Item Name",
      quantity: "Quantity",
      unitPrice: "Price",
      currency: "Currency",
      date: "Sale Date",
      shippedAt: "Date Shipped",
      ...{ address: "Ship Address1", postcode: "Ship Zipcode", city: "Ship City" },
      ...{ region: "Ship State", country: "Ship Country" },
    },
    `Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Coupon Details,Discount Amount,Shipping Discount,Order Shipping,Order Sales Tax,Item Total,Currency,Transaction ID,Listing ID,Date Paid,Date Shipped,Ship Name,Ship Address1,Ship City,Ship State,Ship Zipcode,Ship Country,Order ID,Variations,Order Type,Listings Type,Payment Type,InPerson Discount,InPerson Location,VAT Paid by Buyer,SKU
08/14/25,Sunset Fox | Greeting Card,coolbuyer42,2,5.00,,,0,0,4.50,0.62,10.00,USD,4001,9001,08/14/25,08/15/25,Jane Doe,1 Main St,Austin,TX,78701,United States,3001,Style: Matte,online,listing,online_cc,,,,FOX-01
08/15/25,Sunset Fox | Sticker,tallbuyer,1,3.00,,,0,0,0.00,0.00,3.00,USD,4002,9002,08/15/25,08/16/25,Joe Doe,1 Main St,Austin,TX,78701,United States,3002,,online,listing,online_cc,,,,`,
  ],
  [
    "Square, items detail",
    "orders",
    {
      reference: "Transaction ID",
      client: "Customer ID",
      name: "Customer Name",
      productCode: "Item",
      quantity: "Qty",
      lineTotal: "Gross Sales",
      date: "Date",
      time: "Time",
    },
    `Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Payment ID,Device Name,Notes,Details,Event Type,Location,Dining Option,Customer ID,Customer Name,Customer Reference ID,Unit,Count,Itemization Type,Commission,Employee
2026-10-05,10:15:00,Eastern Time (US & Canada),Nails,Gel Manicure,1,Regular,,,$45.00,$0.00,$45.00,$0.00,ABC123,PAY1,iPad,,,Payment,Main,,C1,Linh,,,1,Service,$27.00,Ann
2026-10-05,11:40:00,Eastern Time (US & Canada),Nails,Pedicure,1,Regular,,,$40.00,-$3.00,$37.00,$0.00,ABC124,PAY2,iPad,,,Payment,Main,,C2,Bo,,,1,Service,$24.00,Ann`,
  ],
  [
    "Xero, sales invoices",
    "orders",
    {
      reference: "*InvoiceNumber",
      client: "*ContactName",
      name: "*ContactName",
      email: "EmailAddress",
      productCode: "*Description",
      quantity: "*Quantity",
      unitPrice: "*UnitAmount",
      discount: "Discount",
      currency: "Currency",
      date: "*InvoiceDate",
      ...{ address: "POAddressLine1", postcode: "POPostalCode", city: "POCity" },
      ...{ region: "PORegion", country: "POCountry" },
    },
    `*ContactName,EmailAddress,POAddressLine1,POCity,PORegion,POPostalCode,POCountry,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,InventoryItemCode,*Description,*Quantity,*UnitAmount,Discount,*AccountCode,*TaxType,TrackingName1,TrackingOption1,Currency,BrandingTheme
Acme Corp,a@example.com,,,,,,INV-0001,JOB-1,01/06/2026,30/06/2026,,Labour,2,150.00,5,200,GST on Income,,,NZD,
Bolt Ltd,b@example.com,,,,,,INV-0002,JOB-2,02/06/2026,30/06/2026,,Parts,1,80.00,,200,GST on Income,,,NZD,`,
  ],
  [
    "QuickBooks, invoices",
    "orders",
    {
      reference: "*InvoiceNo",
      client: "*Customer",
      productCode: "Item(Product/Service)",
      quantity: "ItemQuantity",
      unitPrice: "ItemRate",
      date: "*InvoiceDate",
    },
    `*InvoiceNo,*Customer,*InvoiceDate,*DueDate,Terms,Item(Product/Service),ItemDescription,ItemQuantity,ItemRate,*ItemAmount,Taxable,Service Date
1001,Acme,05/21/2026,06/20/2026,Net 30,Consulting,May,3,65.00,195.00,N,05/21/2026`,
  ],
  [
    "eBay, orders",
    "orders",
    {
      reference: "Order Number",
      client: "Buyer Username",
      name: "Buyer Name",
      email: "Buyer Email",
      productCode: "Custom Label",
      quantity: "Quantity",
      unitPrice: "Sold For",
      date: "Sale Date",
    },
    `Sales Record Number,Order Number,Buyer Username,Buyer Name,Buyer Email,Buyer Note,Item Number,Item Title,Custom Label,Sold Via Promoted Listings,Quantity,Sold For,Shipping And Handling,Total Price,Payment Method,Sale Date,Paid On Date,Transaction ID
12,05-1,ada_l,Ada,ada@example.com,,3301,Tea,TEA-1,No,2,$4.50,$1.00,$10.00,Card,May-01-26,May-01-26,77`,
  ],
  [
    "UCI, Online Retail",
    "orders",
    {
      reference: "InvoiceNo",
      client: "CustomerID",
      productCode: "StockCode",
      quantity: "Quantity",
      unitPrice: "UnitPrice",
      date: "InvoiceDate",
      country: "Country",
    },
    `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,12/1/2010 8:26,2.55,17850,United Kingdom
536414,22139,,56,12/1/2010 11:52,0,,United Kingdom`,
  ],
  [
    "UCI, Online Retail II",
    "orders",
    {
      reference: "Invoice",
      client: "Customer ID",
      productCode: "StockCode",
      quantity: "Quantity",
      unitPrice: "Price",
      date: "InvoiceDate",
      country: "Country",
    },
    `Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country
489434,85048,15CM CHRISTMAS GLASS BALL 20 LIGHTS,12,2009-12-01 07:45:00,6.95,13085.0,United Kingdom`,
  ],
  [
    "Olist, orders with their items",
    "orders",
    {
      reference: "order_id",
      client: "customer_id",
      productCode: "product_id",
      unitPrice: "price",
      date: "order_purchase_timestamp",
    },
    `order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value
e481f51,9ef432e,delivered,2017-10-02 10:56:33,2017-10-02 11:07:15,2017-10-04 19:55:00,2017-10-10 21:25:13,2017-10-18 00:00:00,1,87285b3,3504c0c,2017-10-06 11:07:15,29.99,8.72`,
  ],
  [
    "DATEV, Buchungsstapel",
    "wallets",
    {
      client: "Konto",
      amount: "Umsatz (ohne Soll/Haben-Kz)",
      side: "Soll/Haben-Kennzeichen",
      currency: "WKZ Umsatz",
      date: "Belegdatum",
    },
    `Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Kurs;Basis-Umsatz;WKZ Basis-Umsatz;Konto;Gegenkonto (ohne BU-Schlüssel);BU-Schlüssel;Belegdatum;Belegfeld 1;Belegfeld 2;Skonto;Buchungstext
1190,00;S;EUR;;;;10001;8400;;0103;R-1;;;Miete
238,00;H;EUR;;;;10002;1200;;1503;R-2;;;Zahlung`,
  ],
  [
    "a bank, with columns for money out and in",
    "wallets",
    { client: "Customer", debit: "Paid out", credit: "Paid in", date: "Date" },
    `Date,Customer,Description,Paid out,Paid in,Balance
05/01/2026,ada,Refund,12.50,,100.00
06/01/2026,bob,Payment,,8.00,108.00`,
  ],
  [
    "PayPal, activity",
    "wallets",
    { client: "Name", amount: "Gross", currency: "Currency", date: "Date", time: "Time" },
    `Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID
05/01/2026,10:00:00,PDT,Ada L.,Payment,Completed,USD,12.50,-0.66,11.84,a@example.com,b@example.com,9X1`,
  ],
  [
    "Shopify, customers",
    "clients",
    {
      ...{ username: "Email", email: "Email", phone: "Phone" },
      ...{ address: "Default Address Address1", city: "Default Address City" },
    },
    `First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address City,Phone,Total Spent,Total Orders,Note,Tax Exempt,Tags
Ada,Lovelace,ada@example.com,yes,,1 Row,London,555,12.50,1,,no,vip`,
  ],
  [
    "Lexware, Kunden",
    "clients",
    {
      ...{ username: "Kundennummer", name: "Firma", email: "E-Mail", phone: "Telefon" },
      ...{ address: "Straße", postcode: "PLZ", city: "Ort" },
    },
    `Kundennummer;Anrede;Firma;Vorname;Straße;PLZ;Ort;Telefon;E-Mail
10001;Herr;Alfreds Futterkiste;Alfred;Obere Str. 57;12209;Berlin;030-0074321;a@example.com`,
  ],
];

describe("the export of a system is read without a choice by hand", () => {
  test.each(SYSTEMS)("%s: %s", async (_system, kind, fields, text) => {
    expect(await recognised(text)).toEqual({ kind, fields });
  });
});

test("the days of a DATEV file are in its fiscal year, which a row above the titles has", async () => {
  const head = (begin: string) =>
    `"EXTF";700;21;"Buchungsstapel";13;20250630000000000;;;;;671912;20048;${begin};4;20250301;20250630;"Test";;1;0;0;"EUR"`;
  const titles =
    "Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Kurs;Konto;Gegenkonto (ohne BU-Schlüssel);BU-Schlüssel;Belegdatum;Belegfeld 1;Buchungstext";
  const rows =
    "119,00;H;EUR;;10001;1800;3;0107;R-1;Miete\n238,00;S;EUR;;10002;1800;9;3006;R-2;Bank";
  const daysOf = async (begin: string) => {
    const { commands, refused } = await readAsDropped(`${head(begin)}\n${titles}\n${rows}`);
    expect(refused).toEqual([]);
    return commands.map(({ input: { type, occurredAt } }) => [type, new Date(occurredAt ?? 0)]);
  };
  expect(await daysOf("20250101")).toEqual([
    ["DebitWallet", new Date(2025, 5, 30, 12)],
    ["CreditWallet", new Date(2025, 6, 1, 12)],
  ]);
  expect(await daysOf("20250701")).toEqual([
    ["CreditWallet", new Date(2025, 6, 1, 12)],
    ["DebitWallet", new Date(2026, 5, 30, 12)],
  ]);
});

const LANGUAGES: readonly [language: string, orders: string, clients: string, money: string][] = [
  [
    "English",
    "Order No.;Customer No.;Item code;Qty;Unit price;Discount %;Currency;Order date",
    "Customer ID;Company name;E-mail;Phone",
    "Customer;Amount;Currency;Date",
  ],
  [
    "German",
    "Rechnungs-Nr.;Kunden-Nr.;Artikelnummer;Stückzahl;Einzelpreis;Rabatt in %;Währung;Rechnungsdatum",
    "Kundennummer;Firma;E-Mail-Adresse;Telefonnummer",
    "Kunde;Betrag;Währung;Buchungstag",
  ],
  [
    "French",
    "N° facture;Code client;Référence produit;Qté;Prix unitaire HT;Remise %;Devise;Date de facture",
    "N° client;Raison sociale;Courriel;Téléphone",
    "Client;Montant;Devise;Date de paiement",
  ],
  [
    "Spanish",
    "Nº de pedido;Código de cliente;Código de artículo;Cantidad;Precio unitario;Descuento;Moneda;Fecha del pedido",
    "Código de cliente;Razón social;Correo electrónico;Teléfono",
    "Cliente;Importe;Divisa;Fecha",
  ],
  [
    "Italian",
    "Numero ordine;Codice cliente;Codice articolo;Quantità;Prezzo unitario;Sconto %;Valuta;Data ordine",
    "Codice cliente;Ragione sociale;Indirizzo e-mail;Telefono",
    "Cliente;Importo;Valuta;Data",
  ],
  [
    "Dutch",
    "Factuurnummer;Klantnummer;Artikelcode;Aantal;Stukprijs;Korting;Valuta;Factuurdatum",
    "Klantnummer;Bedrijfsnaam;E-mailadres;Telefoonnummer",
    "Klant;Bedrag;Valuta;Datum",
  ],
  [
    "Portuguese",
    "Número do pedido;Código do cliente;Código do produto;Quantidade;Preço unitário;Desconto;Moeda;Data do pedido",
    "Código do cliente;Razão social;Endereço de e-mail;Telemóvel",
    "Cliente;Valor;Moeda;Data",
  ],
  [
    "Polish",
    "Numer zamówienia;Nr klienta;Kod produktu;Ilość;Cena jednostkowa;Rabat;Waluta;Data zamówienia",
    "Nr klienta;Nazwa firmy;E-mail;Telefon",
    "Klient;Kwota;Waluta;Data",
  ],
];

describe("titles are known", () => {
  test.each(LANGUAGES)("in %s", (_language, orders, clients, money) => {
    expect(recognise(orders.split(";"))).toEqual({
      kind: "orders",
      mapping: {
        ...{ reference: 0, client: 1, productCode: 2, quantity: 3 },
        ...{ unitPrice: 4, discount: 5, currency: 6, date: 7 },
      },
    });
    const known = recognise(clients.split(";"));
    expect(known).toEqual({
      kind: "clients",
      mapping: { username: 0, name: 1, email: 2, phone: 3 },
    });
    expect(recognise(money.split(";"))).toEqual({
      kind: "wallets",
      mapping: { client: 0, amount: 1, currency: 2, date: 3 },
    });
  });

  test.each([
    ["Rechnungsnummer", "reference"],
    ["Belegnummer", "reference"],
    ["Nº factura", "reference"],
    ["N. fattura", "reference"],
    ["№ заказа", undefined],
    ["Customer Name", "client name"],
    ["Klantnaam", "client name"],
    ["Art.-Nr.", "productCode"],
    ["Réf. article", "productCode"],
    ["P.U. HT", "unitPrice"],
    ["Q.tà", "quantity"],
    ["Units", "quantity"],
    ["Anz.", "quantity"],
    ["Price (EUR)", "unitPrice"],
    ["Betrag je Stück", undefined],
    ["Preis je Stück", "unitPrice"],
    ["Prijs per stuk", "unitPrice"],
    ["VK-Preis netto", "unitPrice"],
    ["Prijs excl. btw", "unitPrice"],
    ["unit_price_usd", "unitPrice"],
    ["Sales Order", "reference"],
    ["Document number", "reference"],
    ["Sold-to Party", "client"],
    ["Cust. No.", "client"],
    ["Date d'émission", "date"],
    ["Data wystawienia", "date"],
    ["Lieferdatum", undefined],
    ["MwSt", undefined],
    ["Due date", undefined],
    ["Shipping price", undefined],
    ["Order total", undefined],
    ["Price group", undefined],
  ])("%s", (title, field) => {
    const mapping = mapColumns("orders", ["x", title]);
    expect(Object.keys(mapping)).toEqual(field?.split(" ") ?? []);
  });
});

describe("where titles do not tell, all cells do", () => {
  test("dates, addresses, amounts, currencies and quantities, also under titles of no language", async () => {
    const { kind, fields } = await recognised(
      "kund,vara,antal,à,när,mynt\nada,TEA,2,4.50,2026-05-01,SEK\nbob,CUP,10,12.00,2026-05-02,SEK",
    );
    expect(kind).toBe("orders");
    expect(fields).toEqual({ quantity: "antal", unitPrice: "à", date: "när", currency: "mynt" });
    expect(await recognised("vem,post till\nada,a@example.com\nbob,b@example.com")).toEqual({
      kind: "clients",
      fields: { email: "post till" },
    });
  });

  test("a few odd cells do not matter, wherever in a long table they stand", async () => {
    const day = (index: number) => `2026-05-${String((index % 28) + 1).padStart(2, "0")}`;
    const rows = Array.from(
      { length: 3_000 },
      (_, index) => `ada,TEA,1,4.50,${index < 200 ? "open" : day(index)}`,
    );
    const text = `client,product,quantity,price,when\n${rows.join("\n")}`;
    expect((await recognised(text)).fields.date).toBe("when");
    // Of the first 1,000 all are days, and of the whole table only a third.
    const few = rows.map((_, index) => `ada,TEA,1,4.50,${index < 1_000 ? day(index) : "later"}`);
    const other = `client,product,quantity,price,when\n${few.join("\n")}`;
    expect((await recognised(other)).fields.date).toBeUndefined();
  });

  test("two columns of days are one too many: nothing is guessed", async () => {
    const text =
      "client,amount,sent,seen\nada,5.00,2026-05-01,2026-05-02\nbob,5.00,2026-05-01,2026-05-03";
    expect((await recognised(text)).fields).toEqual({ client: "client", amount: "amount" });
  });

  test("a number under a known title is no quantity", async () => {
    const text =
      "order,customer,product,price,order item id,price list\n1,ada,TEA,4.50,1,7\n1,ada,CUP,2.00,2,7";
    expect((await recognised(text)).fields.quantity).toBe("price list");
    const without = text.replaceAll(/,(price list|7)$/gm, "");
    expect((await recognised(without)).fields.quantity).toBeUndefined();
  });

  test("what a title says is not believed where cells say otherwise", async () => {
    // German banks call the day of a movement "Valuta", others so call the currency.
    const text =
      "Kunde;Betrag;Valuta;Rabatt\nada;5,00;01.05.2026;2,00 €\nbob;7,00;02.05.2026;1,00 €";
    expect((await recognised(text)).fields).toEqual({ client: "Kunde", amount: "Betrag" });
  });

  test("of two columns for a product the one without gaps is taken", async () => {
    const text = "order,customer,sku,item name,qty,price\n1,ada,T1,Tea,1,4.50\n1,ada,,Cup,1,2.00";
    expect((await recognised(text)).fields.productCode).toBe("item name");
    expect((await recognised(text.replace("ada,,", "ada,C1,"))).fields.productCode).toBe("sku");
  });

  test("the survey of a long table can be left", async () => {
    const { table } = await readText("a,b\n1,2");
    const left = new AbortController();
    left.abort();
    await expect(surveyColumns(table, left.signal)).rejects.toThrow(/abort/i);
  });
});
