/** The month, 1 to 12, of a name in its decomposed form; undefined where it is none. */
export function monthNamed(name: string): number | undefined {
  return MONTHS.get(name.replace(/\P{L}/gu, "").toLowerCase());
}

// English, German, French, Spanish, Italian, Dutch, Portuguese and Polish, whole and cut, without
// accents.
const NAMES = [
  "jan january januar jaenner janner janvier janv enero ene gennaio gen januari janeiro styczen stycznia sty",
  "feb february februar fevrier fevr fev febrero febbraio februari fevereiro luty lutego lut",
  "mar march marz maerz mrz mars marzo maart mrt marco marzec marca",
  "apr april avril avr abril abr aprile kwiecien kwietnia kwi",
  "may mai mayo maggio mag mei maio maj maja",
  "jun june juni juin junio giugno giu junho czerwiec czerwca cze",
  "jul july juli juillet juil julio luglio lug julho lipiec lipca lip",
  "aug august aout agosto ago augustus sierpien sierpnia sie",
  "sep sept september septembre septiembre setiembre set settembre setembro wrzesien wrzesnia wrz",
  "oct october oktober okt octobre octubre ottobre ott outubro out pazdziernik pazdziernika paz",
  "nov november novembre noviembre novembro listopad listopada lis",
  "dec december dezember dez decembre diciembre dic dicembre dezembro grudzien grudnia gru",
];

const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.split(" ").map((name) => [name, index + 1] as const)),
);
