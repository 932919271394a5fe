/** The invented people of the demo floor. Nobody here exists. */

export type Station = 'Picking' | 'Labeling' | 'Film Matching' | 'In Production' | 'QC Passed';
export type Crew = 'early' | 'day' | 'late' | 'night';

/** A scan login. `isKnown`: the demo's admin knows whose it is; the others wait on the Mappings page. */
export type Login = { email: string; name: string; isKnown: boolean };

/**
 * `staff` clock in and scan, `supervisor`s clock in and never scan, `contractor`s scan without a clock,
 * a `shared_login` is a bench that temps scan at: no person, no clock.
 */
type PersonKind = 'staff' | 'supervisor' | 'contractor' | 'shared_login';

export type DemoPerson = {
  /** Stands in references and seeds; never changes. */
  key: string;
  firstName: string;
  lastName: string;
  /** As the time clock and the hub know it; scan logins may differ. */
  email: string;
  kind: PersonKind;
  crew: Crew;
  station: Station;
  /** Where the person helps out now and then. */
  secondStation: Station;
  /** Pace against the expected one, e.g. 1.1. */
  skill: number;
  /** A day of a running seven-day cycle that is free, 0..6. */
  freeDay: number;
  /** How the meal is punched; rests are always punched inside the shift. */
  mealLayout: 'split' | 'overlapping';
  pay: { payType: 'hourly' | 'salary'; amountCents: number };
  logins: readonly Login[];
};

const DOMAIN = 'cedarlane.example';

const STATIONS: Record<string, Station> = {
  pick: 'Picking',
  label: 'Labeling',
  film: 'Film Matching',
  press: 'In Production',
  pack: 'QC Passed',
};

/** Letters that do not come apart into a plain one and a mark. */
const PLAIN_LETTERS: Record<string, string> = { đ: 'd', Đ: 'd', ł: 'l', Ł: 'l', ı: 'i', ø: 'o', æ: 'ae', Þ: 'th' };

/** crew, station, second station, skill in percent, first name, last name */
const STAFF = `
early pick  label 112 Rosalind    Achebe
early pick  film   96 Tomasz      Wiśniewski
early label pick  104 Hanneke     van der Meulen
early film  press 108 Siobhán     O'Dwyer
early film  label  91 Lamar       Pettibone
early press pack  118 Kaja        Lindqvist
early press pack  101 Ezequiel    Brandão
early press film   97 Wren        Halloway
early press pack   86 Osman       Yıldırım
early press pack  109 Philippa    Grantchester-Montgomery of Upper Wexcombe
early pack  press 105 Anneliese   Förster
early pack  press  99 Davonte     Marsh
early pack  label 114 Noor        El-Sayegh
early pack  press  93 Ximena      Cárdenas Ruiz
day   pick  label 107 Bartholomew Quist
day   label pick   98 Lạc         Đinh
day   film  press 103 Marisol     Etxeberria
day   press pack  111 雅婷          林
day   press pack   95 Gideon      Asante-Boateng
day   pack  press 102 Ingrid      Sæther
day   pack  label  88 Jory        Penhaligon
late  pick  film  103 Amara       Nwosu
late  label pick  110 Zdeněk      Hruška
late  film  press  97 Callum      M'Tavish
late  press pack  115 Yevheniia   Kovalchuk
late  press pack   92 Renaldo     Diosdado
late  press film  100 Tui         Parata
late  pack  press 106 Béatrice    L'Hôpital
late  pack  press  94 Stellan     Ågren
late  pack  label 101 Paloma      Iturralde
night pick  pack  104 Ignatius    Fenwick
night label film   97 Soraya      Behzadi
night film  press 109 Matteo      D'Ambrosio
night press pack  113 Oluwaseun   Adeyemi-Cole
night press pack   99 Greta       Vanhoenacker
night pack  press 107 Rūta        Kazlauskaitė
night pack  press  95 Emeka       Obiora
night press film  102 Halldóra    Þórsdóttir
night pack  press 100 Casimir     Okonkwo-Reyes
late  pack  press 108 Nadezhda    Petrović
`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

/** Scans under a login that the mail system made before the marriage, the move or the new badge. */
const OTHER_LOGINS: Record<string, readonly Login[]> = {
  // Two logins, one person: her own, and a press that stays signed in under its own name.
  'Kaja Lindqvist': [known('kaja.lindqvist', 'Kaja Lindqvist'), known('press07', 'Press 07')],
  "Siobhán O'Dwyer": [known('s.odwyer', "O'Dwyer, Siobhan")],
  '雅婷 林': [known('yating.lin', 'Ya-Ting Lin')],
  'Zdeněk Hruška': [known('zhruska', 'Zdenek Hruska')],
};

/** Where the name alone gives no address, or too long a one. */
const OWN_EMAILS: Record<string, string> = {
  '雅婷 林': 'lin.yating',
  'Philippa Grantchester-Montgomery of Upper Wexcombe': 'philippa.grantchester',
};

const CREW_PAY: Record<Crew, number> = { early: 1650, day: 1675, late: 1740, night: 1890 };

const STAFF_PEOPLE: DemoPerson[] = STAFF.map(([crew, station, second, skill, firstName, ...lastName], index) => {
  const name = `${firstName} ${lastName.join(' ')}`;
  const email = OWN_EMAILS[name] ?? localPartOf(name);
  return {
    key: `p${String(index + 1).padStart(2, '0')}`,
    firstName: firstName ?? '',
    lastName: lastName.join(' '),
    email: `${email}@${DOMAIN}`,
    kind: 'staff',
    crew: crewOf(crew),
    station: stationOf(station),
    secondStation: stationOf(second),
    skill: Number(skill) / 100,
    freeDay: (index * 3) % 7,
    mealLayout: index % 3 === 0 ? 'overlapping' : 'split',
    pay: payOf(crewOf(crew), index),
    logins: OTHER_LOGINS[name] ?? [known(email, name)],
  };
});

/** Everybody on the floor, in a fixed order: ids of the simulated time clock follow it. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  ...STAFF_PEOPLE,
  special('s01', 'Marguerite', 'Delacroix-Hume', 'supervisor', 'early', 'In Production', {
    pay: { payType: 'salary', amountCents: 486_000 },
    logins: [],
  }),
  special('s02', 'Thabo', 'Mokoena', 'supervisor', 'late', 'QC Passed', {
    pay: { payType: 'salary', amountCents: 472_500 },
    logins: [],
  }),
  special('c01', 'Leocadia', 'Brzeziński', 'contractor', 'day', 'In Production', {
    pay: { payType: 'hourly', amountCents: 2100 },
  }),
  special('c02', 'Fitzgerald', 'Oyelaran', 'contractor', 'night', 'In Production', {
    pay: { payType: 'hourly', amountCents: 2250 },
  }),
  // A new hire: clocks in, but nobody has said yet whose login this is.
  special('n01', 'Thandiwe', 'Nkosi', 'staff', 'day', 'In Production', {
    logins: [{ email: `tnkosi.temp@${DOMAIN}`, name: 'T. Nkosi', isKnown: false }],
  }),
  special('b01', 'Packing', 'Bench 2', 'shared_login', 'early', 'QC Passed', {
    logins: [{ email: `packing.bench2@${DOMAIN}`, name: 'Packing Bench 2', isKnown: false }],
  }),
];

/** Those whom the time clock knows. */
export function hasClock(person: DemoPerson): boolean {
  return person.kind === 'staff' || person.kind === 'supervisor';
}

/** As the hub writes it. */
export function fullNameOf(person: Pick<DemoPerson, 'firstName' | 'lastName'>): string {
  return `${person.firstName} ${person.lastName}`;
}

function special(
  key: string,
  firstName: string,
  lastName: string,
  kind: PersonKind,
  crew: Crew,
  station: Station,
  differences: Partial<DemoPerson>,
): DemoPerson {
  const name = `${firstName} ${lastName}`;
  return {
    key,
    firstName,
    lastName,
    email: `${localPartOf(name)}@${DOMAIN}`,
    kind,
    crew,
    station,
    secondStation: station,
    skill: 1,
    freeDay: key.charCodeAt(2) % 7,
    mealLayout: 'split',
    pay: { payType: 'hourly', amountCents: CREW_PAY[crew] },
    logins: [known(localPartOf(name), name)],
    ...differences,
  };
}

function known(localPart: string, name: string): Login {
  return { email: `${localPart}@${DOMAIN}`, name, isKnown: true };
}

/** `Béatrice L'Hôpital` to `beatrice.lhopital` */
function localPartOf(name: string): string {
  const plain = name.replace(/[đĐłŁıøæÞ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter).normalize('NFKD');
  return plain
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '');
}

function payOf(crew: Crew, index: number): DemoPerson['pay'] {
  if (index === 10) return { payType: 'salary', amountCents: 352_000 };
  return { payType: 'hourly', amountCents: CREW_PAY[crew] + (index % 5) * 25 };
}

function crewOf(text: string | undefined): Crew {
  if (text === 'early' || text === 'day' || text === 'late' || text === 'night') return text;
  throw new RangeError(`Not a crew: ${text}`);
}

function stationOf(text: string | undefined): Station {
  const station = STATIONS[text ?? ''];
  if (station === undefined) throw new RangeError(`Not a station: ${text}`);
  return station;
}
