import { createTitleCutter } from "./cut-title.ts";
import type { AddressField } from "./fields.ts";

/**
 * What the words in titles of addresses mean, in the languages of `title-words.ts`. A list of their
 * own, since many of them are short and say other things beside other words.
 */
const WORDS = {
  street: "street strasse str strassenname rue calle straat straatnaam rua ulica",
  address: `
    address addr adresse adress anschrift postanschrift direccion domicilio indirizzo adres
    endereco morada`,
  house: `
    hausnummer hausnr hnr huisnummer huisnr housenumber houseno numerocivico ncivico nrdomu
    numerodomu`,
  number: "number nummer numero num nr no",
  one: "1",
  two: "2",
  three: "3 4",
  more: `
    zusatz complement complemento apartment apt suite toevoeging dodatek district neighborhood
    neighbourhood`,
  postcode: `
    postcode postalcode postal zip zipcode zippostalcode plz postleitzahl codepostal codigopostal
    codicepostale codpostal kodpocztowy`,
  city: `
    city town ville commune localite ort stadt wohnort ciudad poblacion localidad municipio citta
    comune localita cidade localidade plaats woonplaats stad gemeente miasto miejscowosc`,
  region: `
    state province region county territory prefecture republic bundesland kanton provincia provincie
    departement departamento estado regione regiao distrito wojewodztwo`,
  country: "country nation land staat pays pais paese nazione kraj panstwo",
  /** Words that are parts of an address only beside another part of one. */
  weakStreet: "via ul",
  weakPostcode: "cap cep cp",
  /** Titles that look as if they were made of others. */
  other: "landline",
  code: "code iso iso2 kz kennzeichen kurzel",
  name: "name naam nom nombre nome nazwa",
  client: `
    client customer buyer kunde kunden kundin acheteur debitor cliente clienti comprador acquirente
    klant klient klienta koper kupujacy nabywca nabywcy afnemer contact`,
  billing: `
    billing bill billto invoice rechnung rechnungs facturation facturacion fatturazione faturacao
    faturamento factuur faktura faktury po`,
  shipping: `
    ship shipping shipto shipment delivery deliver deliverto postto recipient versand liefer
    lieferung livraison envio entrega spedizione consegna verzend verzending bezorg lever levering
    dostawy wysylki destination destinataire sa`,
} as const;

type AddressWord = keyof typeof WORDS;

const FILLERS = `
  line zeile ligne linea regel linha linia wiersz of the de du des da do della di d l der den le la
  und et y and default primary home full`;

const cutTitle = createTitleCutter(WORDS, FILLERS);

/** Whose address a title speaks of, those that are taken first in front. */
export const ADDRESS_SIDES = ["", "client", "billing", "shipping"] as const;

/** A column that holds a part of an address. */
export interface AddressTitle {
  readonly field: AddressField;
  readonly side: (typeof ADDRESS_SIDES)[number];
  /** Of columns for one field, the one with the lowest is meant. */
  readonly rank: number;
  /** Whether it may as well be something else where no other column has a part of an address. */
  readonly isWeak: boolean;
}

/** For each part, the words of its titles, those that fit best first; a weak word is one too. */
const TITLES: { readonly [Field in AddressField]: readonly string[] } = {
  address: [
    "address one, address one street, one street, address one two",
    "street, address street, house street, address house street",
    "address, address house",
    "number street",
  ],
  address2: ["address two, address street two, street two, address more, more, address more two"],
  houseNumber: ["house, address house"],
  postcode: ["postcode", "code postcode, address postcode"],
  city: ["city, city name", "address city, city postcode, address city postcode"],
  region: ["region, name region", "code region, address region, address code region"],
  country: [
    "country, country name, country region",
    "code country, address country, address code country",
  ],
};

const PARTS = new Map<string, Pick<AddressTitle, "field" | "rank">>(
  Object.entries(TITLES).flatMap(([field, ranks]) =>
    ranks.flatMap((titles, rank) =>
      titles.split(", ").map((title) => [title, { field: field as AddressField, rank }] as const),
    ),
  ),
);

const STRONG: { readonly [Word in AddressWord]?: AddressWord } = {
  weakStreet: "street",
  weakPostcode: "postcode",
};

/** Which part of an address a title names; undefined where it names none, or anything beside. */
export function addressTitle(title: string): AddressTitle | undefined {
  const words = new Set<AddressWord>(cutTitle(title));
  const side = ADDRESS_SIDES.find((one) => one !== "" && words.has(one)) ?? "";
  const parts = [...words].filter((word) => !ADDRESS_SIDES.some((one) => one === word));
  const key = [...new Set(parts.map((word) => STRONG[word] ?? word))].sort().join(" ");
  const part = PARTS.get(key);
  if (!part) return undefined;
  const isWeak = key === "region" || parts.some((word) => STRONG[word]) || key === "more";
  return { ...part, side, isWeak };
}
