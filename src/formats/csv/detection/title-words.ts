import { createTitleCutter } from "./cut-title.ts";

/**
 * What the words in titles of columns mean, in English, German, French, Spanish, Italian, Dutch,
 * Portuguese and Polish; lower case, letters and digits alone, without accents.
 */
const WORDS = {
  client: `
    client clients customer customers cust buyer kunde kunden kundin kd debitor debitoren cliente
    clientes clienti acheteur comprador acquirente klant klanten koper afnemer klient klienta
    klienci kontrahent kontrahenta nabywca nabywcy kupujacy contact billto soldto`,
  user: `
    user username login logon benutzer benutzername utilisateur usuario utente gebruiker
    gebruikersnaam utilizador usuaria uzytkownik uzytkownika identifiant`,
  account: "account konto compte cuenta conto rekening conta",
  party: "party payee payer empfanger auftraggeber beneficiaire beneficiario odbiorca",
  company: `
    company business firma firmenname unternehmen societe entreprise raisonsociale empresa
    razonsocial azienda ditta ragionesociale bedrijf bedrijfsnaam razaosocial nazwafirmy`,
  name: "name nom nombre nome naam nazwa imieinazwisko nazwisko",
  full: "full complete completo complet vollstandiger volledige pelne",
  short: "short kurz",
  email: `
    email mail emails courriel correo correoelectronico posta poczta postaelettronica
    correioeletronico`,
  address: "address adresse addresse adressen direccion indirizzo adres endereco",
  phone: `
    phone telephone tel telefon telefono telefone telefoon telefonu mobile mobil handy cell
    cellphone cellulare movil gsm portable telemovel celular komorka rufnummer fon`,
  billing: "billing facturation facturacion fatturazione faturamento",
  order: `
    order orders ordered bestellung bestellungs bestell bestellungen auftrag auftrags commande
    pedido orden ordine ordini bestelling bestel encomenda zamowienie zamowienia`,
  invoice: `
    invoice invoices bill receipt document documento dokument rechnung rechnungs beleg facture
    factura fattura factuur fatura faktura faktury recu recibo ricevuta bon paragon paragonu`,
  sale: `
    sale sales sell selling vk transaction transactions verkauf verkaufs vente ventes venta
    vendita verkoop venda sprzedazy transaktion transaktions transaccion transazione transactie
    transacao transakcji`,
  purchase: "purchase purchased kauf achat compra acquisto aankoop zakupu",
  number: "no nr num number nummer numero numer id key kennung identifier nro",
  code: "code codes kod codigo codice",
  reference: "reference ref referenz referencia riferimento rif referentie referencja",
  hash: "hash",
  product: `
    product products item items article articles artikel produkt produits produit producto
    productos prodotto prodotti producten produto produtos articulo articolo art artigo towar
    towaru produktu stock ware inventory service material`,
  sku: "sku skus ean gtin upc barcode asin customlabel indeks",
  description: `
    description beschreibung bezeichnung designation libelle descripcion descrizione descricao
    omschrijving opis title titel`,
  line: "line lineitem zeile ligne linea riga regel linha",
  quantity: `
    quantity quantities quantityrefund qty count pieces units menge anzahl anz stuck stk stuckzahl
    stueck stueckzahl quantite qte nb nbre quantita qta cantidad cant unidades uds quantidade qtd
    qtde hoeveelheid aantal stuk stuks ilosc szt sztuk sztuke`,
  unit: `
    unit each per einzel einheits unitaire unitario unitaria unidad unidade unite eenheids
    jednostkowa jednostki jedn`,
  price: `
    price prices preis prix precio prezzo prijs preco cena rate cost cout costo coste soldfor pvp
    pu`,
  net: "net netto ht horstaxe exclbtw exclvat exclmwst exklmwst zzglmwst",
  debit: `
    debit debits soll lastschrift belastung ausgang ausgaben auszahlung withdrawal withdrawals
    paidout moneyout debet debito debe cargo dare uscite addebito uitgaven saida obciazenia
    obciazenie wydatki`,
  credit: `
    credit credits haben gutschrift eingang einnahmen einzahlung deposit deposits paidin moneyin
    credito haber abono avere entrate accredito inkomsten entrada uznania uznanie wplywy`,
  side: "side drcr crdr dc sh hs indicator kennzeichen kz afbij sens vorzeichen sign wnma",
  gross: "gross brutto bruto ttc inclbtw inclvat inclmwst inklmwst",
  discount: `
    discount rebate rabatt remise reduction descuento dto sconto korting desconto rabat skonto`,
  percent: `
    percent percentage prozent pourcent pourcentage porcentaje percentuale percentagem procent`,
  amount: `
    amount sum value betrag summe wert umsatz montant importe importo bedrag waarde valor montante
    kwota wartosc`,
  total: "total totals gesamt gesamtpreis totale totaal razem",
  currency: `
    currency wahrung waehrung wkz devise moneda divisa valuta munt moeda waluta waluty monnaie`,
  payment: "payment zahlung zahlungs paiement pago pagamento betaling betaal platnosci",
  booking: "booking buchungs buchung posted boeking",
  date: "date datum data fecha day tag dia jour giorno timestamp datetime dag dzien",
  time: "time zeit uhrzeit hora heure ora tijd czas godzina",
  created: `
    created createdat placed placedat registered registeredat since occurred occurredat issued
    emission emision emissione emissao wystawienia erstellt angelegt kundeseit`,
  /** Words that no field is called, so that its cells make none of it either. */
  balance: "balance saldo solde kontostand",
  other: "tags leftout",
} as const;

/** What a word in a title can mean. */
export type TitleWord = keyof typeof WORDS;

/** Words that say nothing by themselves, and letters that join words in German and Dutch. */
const FILLERS = `
  s n en de del della dell di da do dos du des d l der vom von van of het la le el los the utc
  in for je par por pro za ohnesollhabenkz ohnesollhabenkennzeichen`;

const NO_FIELD: TitleWord = "other";

const cutTitle = createTitleCutter(WORDS, FILLERS);

/** The title of the column in which a saved row has the reason why it was refused. */
export const REASON_TITLE = "refused because";

/** How the title of a saved column begins that was read as no field. */
export const LEFT_OUT = "left out: ";

/** Words in one order, as one text: titles with the same words are the same. */
export function wordKey(words: Iterable<TitleWord>): string {
  return [...new Set(words)].sort().join(" ");
}

/**
 * The words that a title is made of (`Rechnungs-Nr.` of `invoice` and `number`), as `wordKey` gives
 * them; undefined where some part of it is not known.
 */
export function wordsOfTitle(title: string): string | undefined {
  if (title === REASON_TITLE || title.startsWith(LEFT_OUT)) return NO_FIELD;
  const words = cutTitle(title);
  if (!words) return undefined;
  // "Code" alone is a product's; beside another word it is a number of that.
  return words.length === 1
    ? wordKey(words)
    : wordKey(words.map((word) => (word === "code" ? "number" : word)));
}
