import type { AddressField } from "../fields.ts";
import { createTitleCutter } from "./cut-title.ts";

/**
 * What the words in titles of addresses mean, in the languages of `title-words.ts`. A list of their
 * own, since many of them are short and say other things beside other words.
 */
const WORDS = {
  street: `
    street streetname strasse strassenname str rue calle straat straatnaam rua logradouro ulica
    ulicy`,
  address: `
    address addr adresse adress anschrift postanschrift postadresse direccion domicilio indirizzo
    adres endereco morada`,
  house: `
    hausnummer hausnr hnr huisnummer huisnr housenumber houseno numerocivico ncivico nrdomu
    numerdomu`,
  number: "number nummer numero numer num nr no",
  one: "1",
  two: "2",
  more: `
    zusatz complement complemento apartment apt suite toevoeging dodatek nrlokalu district
    neighborhood neighbourhood bairro postfach`,
  postal: "postal postale pocztowy",
  postcode: `
    postcode postalcode zip zipcode zippostalcode plz postleitzahl codepostal codigopostal
    codicepostale codpostal kodpocztowy`,
  city: `
    city town suburb ville commune localite ort stadt wohnort ciudad poblacion localidad municipio
    citta comune localita cidade localidade plaats woonplaats stad gemeente miasto miejscowosc`,
  region: `
    state province region county territory prefecture republic bundesland kanton provincia provincie
    departement departamento estado uf regione regiao distrito wojewodztwo`,
  country: "country nation land lander laender staat pays pais paese nazione kraj kraju panstwo",
  /** Parts of an address only beside others: the first means “by way of” as well. */
  weakStreet: "via ul",
  weakPostcode: "cap cep cp",
  /** Titles that look as if they were made of others. */
  other: "landline",
  code: "code codice codigo kod iso iso2 kz kennzeichen kurzel",
  name: "name naam nom nombre nome nazwa",
  client: `
    client customer buyer kunde kunden kundin acheteur debitor cliente clienti comprador acquirente
    klant klient klienta koper kupujacy nabywca nabywcy afnemer contact`,
  billing: `
    billing bill billto card invoice rechnung rechnungs facturation facturacion fatturazione
    faturacao faturamento factuur faktura faktury po`,
  shipping: `
    ship shipping shipto shipment delivery deliver deliverto postto recipient versand liefer
    lieferung livraison envio entrega spedizione consegna verzend verzending bezorg lever levering
    dostawy wysylki destination destinataire sa`,
} as const;

type AddressWord = keyof typeof WORDS;

const FILLERS = `
  line zeile ligne linea regel linha linia wiersz of the de du des da do della di d l der den le la
  und et en e y i and default primary home business mailing full`;

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

/** For each part, the words of its titles in their order, those that fit best first. */
const TITLES: { readonly [Field in AddressField]: readonly string[] } = {
  address: [
    "address one, address one street, one street, address one two",
    "street, name street, address street, house street, address house street",
    "address, address house, address postal",
    "number street",
  ],
  address2: ["address two, address street two, street two, address more, more, address more two"],
  houseNumber: ["house, address house number"],
  postcode: ["postcode, postal postcode, code postcode", "postal, code postal"],
  city: ["city, city name", "city postcode, city postcode region, city region, city country"],
  region: ["region, name region", "code region"],
  country: ["country, country name, country region", "code country"],
};

/** Words that make a column another part of an address than the street. */
const BEHIND_STREET: readonly AddressWord[] = ["postcode", "city", "region", "country"];

const STRONG: { readonly [Word in AddressWord]?: AddressWord } = {
  weakStreet: "street",
  weakPostcode: "postcode",
};

/** Words that may speak of something else: of sales, of the state of an order, of any number. */
const WEAK: readonly AddressWord[] = [
  ...(["weakStreet", "weakPostcode", "postal"] as const),
  ...(["region", "more", "house"] as const),
];

const PARTS = new Map<string, Pick<AddressTitle, "field" | "rank">>(
  Object.entries(TITLES).flatMap(([field, ranks]) =>
    ranks.flatMap((titles, rank) =>
      titles.split(", ").map((title) => [title, { field: field as AddressField, rank }] as const),
    ),
  ),
);

/** Which part of an address a title names; undefined where it names none, or anything beside. */
export function addressTitle(title: string): AddressTitle | undefined {
  const words = [...new Set(cutTitle(title))];
  const side = ADDRESS_SIDES.find((one) => one !== "" && words.includes(one)) ?? "";
  const parts = words.filter((word) => !ADDRESS_SIDES.some((one) => one === word));
  const meant = new Set(parts.map((word) => STRONG[word] ?? word));
  const isBehind = BEHIND_STREET.some((word) => meant.has(word));
  // “Address 1 – City” is the city of the first address.
  const said = [...meant].filter((word) => !(isBehind && (word === "address" || word === "one")));
  const key = said.sort().join(" ");
  const part = PARTS.get(key);
  if (!part) return undefined;
  // Of two such words each is the other part that it needs.
  const [first, ...others] = parts.filter((word) => word !== "code");
  const isWeak = first !== undefined && others.length === 0 && WEAK.includes(first);
  return { ...part, side, isWeak };
}
