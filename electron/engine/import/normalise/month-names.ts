/** Months in English, German, French, Spanish, Italian, Portuguese, Dutch and the Scandinavian languages, without accents. */
const NAMES: readonly (readonly string[])[] = [
  ['january', 'januar', 'janvier', 'enero', 'gennaio', 'janeiro', 'januari', 'jaenner', 'janner'],
  ['february', 'februar', 'fevrier', 'febrero', 'febbraio', 'fevereiro', 'februari'],
  ['march', 'marz', 'maerz', 'mars', 'marzo', 'marco', 'maart', 'mrt'],
  ['april', 'avril', 'abril', 'aprile'],
  ['may', 'mai', 'mayo', 'maggio', 'maio', 'mei', 'maj'],
  ['june', 'juni', 'juin', 'junio', 'giugno', 'junho'],
  ['july', 'juli', 'juillet', 'julio', 'luglio', 'julho'],
  ['august', 'aout', 'agosto', 'augustus', 'augusti'],
  ['september', 'septembre', 'septiembre', 'settembre', 'setembro'],
  ['october', 'oktober', 'octobre', 'octubre', 'ottobre', 'outubro'],
  ['november', 'novembre', 'noviembre', 'novembro'],
  ['december', 'dezember', 'decembre', 'diciembre', 'dicembre', 'dezembro'],
];

const MAX_REMEMBERED = 1_000;
const remembered = new Map<string, number>();

/** 1 to 12 from a name, or from its first three letters or more; 0 when it is none, or could be several. */
export function monthNumber(name: string): number {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const month = findMonth(name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''));
  if (remembered.size < MAX_REMEMBERED) remembered.set(name, month);
  return month;
}

function findMonth(plain: string): number {
  if (plain.length < 3) return 0;
  const months = NAMES.flatMap((names, index) =>
    names.some((name) => name.startsWith(plain)) ? [index + 1] : [],
  );
  return months.length === 1 ? (months[0] ?? 0) : 0;
}
