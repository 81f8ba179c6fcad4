import { normalForm } from "../../domain/normal-form.ts";
import { FIELDS, type FieldName, type Mapping, TABLE_KINDS, type TableKind } from "./fields.ts";

/** What a table is likely about, and where its fields stand. */
export interface Recognised {
  readonly kind: TableKind;
  readonly mapping: Mapping;
}

// Titles as people and other programs write them, in English, German, French and Spanish; letters and digits alone count.
const CLIENT =
  "client customer username user clientid customerid customerno customernumber kunde kundennummer kundennr benutzer benutzername utilisateur cliente usuario";
const TITLES: { readonly [Name in FieldName]: string } = {
  username: `${CLIENT} login id shortname kurzname`,
  client: CLIENT,
  name: "name fullname clientname customername company companyname firma kundenname nom societe nombre empresa",
  email: "email mail emailaddress emailadresse courriel correo",
  phone: "phone phonenumber telephone tel telefon telefonnummer mobile handy telefono",
  reference:
    "order orderid orderno ordernumber reference invoice invoiceno bestellung bestellnummer bestellnr auftrag auftragsnummer commande pedido",
  productCode:
    "product productcode productname productid sku item article articlenumber artikel artikelnummer artikelnr produkt code produit producto",
  quantity: "quantity qty count pieces menge anzahl stuck quantite cantidad",
  unitPrice: "unitprice price priceeach preis einzelpreis stuckpreis prix prixunitaire precio",
  discount: "discount discountpercent rebate rabatt rabattprozent remise descuento",
  amount: "amount sum value betrag summe montant importe",
  debit:
    "debit debits debitamount soll sollbetrag lastschrift belastung ausgang ausgaben auszahlung withdrawal withdrawals paidout moneyout debet debito debe cargo dare uscite addebito uitgaven saida obciazenia obciazenie wydatki",
  credit:
    "credit credits creditamount haben habenbetrag gutschrift eingang einnahmen einzahlung deposit deposits paidin moneyin credito haber abono avere entrate accredito inkomsten entrada uznania uznanie wplywy",
  side: "side debitcredit creditdebit drcr crdr dc sh hs sollhaben sollhabenkennzeichen habensoll debitcreditindicator creditdebitindicator afbij sens debehaber dareavere vorzeichen sign wnma",
  currency: "currency currencycode wahrung waehrung devise moneda",
  date: "date time day orderdate placed placedat occurredat registered since created createdat datum tag bestelldatum zeit fecha jour",
};

/** Tells a table by the titles of its columns: by the kind whose fields it has most of, and then by those that kind needs. */
export function recognise(columns: readonly string[]): Recognised {
  const readings = TABLE_KINDS.map((kind) => ({ kind, mapping: mapColumns(kind, columns) }));
  const [best] = readings.toSorted((one, other) => fitness(other) - fitness(one));
  return best ?? { kind: "clients", mapping: {} };
}

/** Where the fields of a kind stand, as far as titles tell. */
export function mapColumns(kind: TableKind, columns: readonly string[]): Mapping {
  const titles = columns.map(comparable);
  const found = FIELDS[kind].flatMap(({ name }) => {
    const known = TITLES[name].split(" ");
    // The first word of a list fits best.
    const title = known.find((candidate) => titles.includes(candidate));
    return title === undefined ? [] : [[name, titles.indexOf(title)] as const];
  });
  return Object.fromEntries(found);
}

function fitness({ kind, mapping }: Recognised): number {
  const fields = FIELDS[kind];
  const needed = fields.filter(({ isNeeded }) => isNeeded);
  const has = (all: typeof fields) => all.filter(({ name }) => mapping[name] !== undefined).length;
  return has(fields) + has(needed) / needed.length;
}

function comparable(title: string): string {
  const plain = normalForm(title, "NFKD").toLowerCase();
  return plain.replace(/ß/g, "ss").replace(/[^\p{L}\p{N}]/gu, "");
}
