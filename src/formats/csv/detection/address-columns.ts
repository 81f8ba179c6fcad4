import type { AddressField, Mapping } from "../fields.ts";
import { ADDRESS_SIDES, type AddressTitle, addressTitle } from "./address-titles.ts";
import { type ColumnSurvey, shapeOf } from "./survey-columns.ts";

type AddressMapping = { readonly [Field in AddressField]?: number };

/** A column of an address, and where it stands. */
interface AddressColumn extends AddressTitle {
  readonly place: number;
}

/**
 * Where the parts of an address stand. Of several addresses the fullest is taken, that for bills
 * before that for parcels; what another one has beside it belongs to it.
 */
export function addressColumns(
  titles: readonly string[],
  surveys: readonly ColumnSurvey[] = [],
): Pick<Mapping, AddressField> {
  const columns = titles.flatMap((title, place): AddressColumn[] => {
    const found = addressTitle(title);
    return found && mayHold(surveys[place]) ? [{ ...found, place }] : [];
  });
  const sides = ADDRESS_SIDES.map((side) =>
    ofOneSide(
      columns.filter((column) => column.side === side),
      surveys,
    ),
  );
  const [fullest = {}, ...others] = sides.toSorted((one, other) => places(other) - places(one));
  let whole = fullest;
  for (const other of others) {
    const isAnother = Object.keys(other).some((field) => Object.hasOwn(whole, field));
    if (!isAnother) whole = { ...whole, ...other };
  }
  const used = columns.filter(({ field, place }) => whole[field] === place);
  const isSure = used.some(({ field, isWeak }) => !isWeak && NEEDED.some((one) => one === field));
  if (isSure) return whole;
  const sure = used.filter(({ isWeak }) => !isWeak);
  return Object.fromEntries(sure.map(({ field, place }) => [field, place]));
}

/** The parts without which no letter arrives. */
const NEEDED = ["address", "city", "postcode"] as const;

function ofOneSide(
  columns: readonly AddressColumn[],
  surveys: readonly ColumnSurvey[],
): AddressMapping {
  const isEmpty = ({ place }: AddressColumn): number => (surveys[place]?.filled === 0 ? 1 : 0);
  const worstFirst = columns.toSorted(
    (one, other) =>
      isEmpty(other) - isEmpty(one) || other.rank - one.rank || other.place - one.place,
  );
  return Object.fromEntries(worstFirst.map(({ field, place }) => [field, place]));
}

function places(mapping: AddressMapping): number {
  return NEEDED.filter((field) => mapping[field] !== undefined).length;
}

function mayHold(survey: ColumnSurvey | undefined): boolean {
  const shape = survey && shapeOf(survey);
  return shape !== "email" && shape !== "date";
}
