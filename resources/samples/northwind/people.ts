/** A member of the fictional organisation Northwind. Addresses are of the reserved domain `.test` and ranges. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly ip: string;
  /** Share of the daily work with AI. */
  readonly activity: number;
  /** Platform instance the person works on. */
  readonly instance: 'eu-prod' | 'us-prod';
  /** Workspace of the creative platform. */
  readonly workspace: string;
}

export const WORKSPACES = ['Brand Studio', 'Product Video', 'Campaign Lab, EU', 'Büro München'] as const;

const [BRAND, VIDEO, CAMPAIGN, MUNICH] = WORKSPACES;

function person(
  name: string,
  login: string,
  ip: string,
  activity: number,
  instance: Person['instance'],
  workspace: string,
): Person {
  return { name, email: `${login}@northwind.test`, ip, activity, instance, workspace };
}

export const DANA = person('Dana Reyes', 'dana.reyes', '192.0.2.11', 3, 'eu-prod', BRAND);
export const PRIYA = person('Priya Raman', 'priya.raman', '192.0.2.12', 2, 'eu-prod', VIDEO);
export const GRETA = person('Greta Nielsen', 'greta.nielsen', '192.0.2.13', 2, 'eu-prod', MUNICH);
export const MAREK = person('Marek Dvořák', 'marek.dvorak', '192.0.2.44', 9, 'eu-prod', CAMPAIGN);
export const THEO = person('Theo Lindqvist', 'theo.lindqvist', '192.0.2.31', 8, 'eu-prod', CAMPAIGN);
export const JONAS = person('Jonas Weber', 'jonas.weber', '198.51.100.27', 4, 'eu-prod', BRAND);
export const ZOE = person('Zoë Åkesson', 'zoe.akesson', '192.0.2.52', 11, 'eu-prod', VIDEO);
export const HANAKO = person('山田 花子', 'hanako.yamada', '203.0.113.8', 7, 'us-prod', CAMPAIGN);
export const FARID = person('Farid Haddad', 'farid.haddad', '192.0.2.61', 8, 'eu-prod', MUNICH);

const EVERYONE_ELSE = [
  person('נועה ברק', 'noa.barak', '203.0.113.24', 6, 'us-prod', BRAND),
  person('Seán O’Brien', 'sean.obrien', '198.51.100.40', 10, 'us-prod', VIDEO),
  person('Amara Okafor', 'amara.okafor', '198.51.100.41', 14, 'us-prod', BRAND),
  person('Ortega, Luis', 'luis.ortega', '198.51.100.42', 6, 'us-prod', CAMPAIGN),
  person('Emily Clarke', 'emily.clarke', '192.0.2.71', 13, 'eu-prod', BRAND),
  person('Hugo Martins', 'hugo.martins', '192.0.2.72', 5, 'eu-prod', VIDEO),
  person('Ivy "Vee" Chen', 'ivy.chen', '198.51.100.43', 9, 'us-prod', CAMPAIGN),
  person('Kofi Mensah', 'kofi.mensah', '192.0.2.73', 12, 'eu-prod', MUNICH),
  person('Lena Fischer', 'lena.fischer', '192.0.2.74', 4, 'eu-prod', MUNICH),
] as const;

export const PEOPLE: readonly Person[] = [
  DANA,
  PRIYA,
  GRETA,
  MAREK,
  THEO,
  JONAS,
  ZOE,
  HANAKO,
  FARID,
  ...EVERYONE_ELSE,
];

/** Who does the day's work, as often as their activity says. */
export const BY_ACTIVITY = PEOPLE.map((someone) => [someone, someone.activity] as const);

/** Who runs the model platform. */
export const OPERATORS: readonly Person[] = [DANA, PRIYA, GRETA];

/** Who works with the provider keys of the research group. */
export const RESEARCHERS: readonly Person[] = [ZOE, HANAKO, FARID];
