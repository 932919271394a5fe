import type { Crew, DemoPerson, Station } from '@/demo/floor/people';
import type { FloorSettings } from '@/demo/floor/plan';
import { randomOf } from '@/demo/floor/random';

/** Invented names, put together at random. */
const FIRST_NAMES = `Ada Bram Cosima Dashiell Eluned Farid Gwen Hamza Iolanthe Jarek Keziah Leopold Maren Niamh Octavio
Petra Quillon Rafaela Sunniva Tariq Ulla Valentín Wilhelmina Xiomara Yusuf Zofia Àlex Björk Chiara Dónal`.split(/\s+/);
const LAST_NAMES = `Abernathy Bjørnson Castellanos Drummond Eskildsen Fairweather Gołębiowski Hartigan Ibarra Jankauskas
Kirkbride Larsdóttir McAllister Novotný O'Sullivan Pemberton Quartermaine Rasmussen Szabó Thistlewood Underhill
Vasconcelos Wadsworth Ximénez Yamashita Zielińska`.split(/\s+/);

/** In this order over and over: the shares of crews and stations of a floor whose stations keep up with each other. */
const CREWS: Crew[] = ['early', 'late', 'early', 'day', 'night'];
const STATIONS: Station[] = [
  'In Production',
  'QC Passed',
  'In Production',
  'Film Matching',
  'QC Passed',
  'In Production',
  'Picking',
  'QC Passed',
  'In Production',
  'Labeling',
  'In Production',
  'QC Passed',
  'Film Matching',
];

const CONTRACTOR_EVERY = 25;

/** A large floor for benchmarks: `count` people, a window every two or three minutes. */
export function yearSettings(timeZone: string, count: number): FloorSettings {
  const seed = 'year';
  const people = Array.from({ length: count }, (_, index): DemoPerson => {
    const random = randomOf(seed, 'person', index);
    const firstName = random.pick(FIRST_NAMES);
    const lastName = `${random.pick(LAST_NAMES)}${index < FIRST_NAMES.length ? '' : `-${random.pick(LAST_NAMES)}`}`;
    const key = `y${String(index + 1).padStart(3, '0')}`;
    const email = `${key}@year.example`;
    return {
      key,
      firstName,
      lastName,
      email,
      kind: index % CONTRACTOR_EVERY === CONTRACTOR_EVERY - 1 ? 'contractor' : 'staff',
      crew: CREWS[index % CREWS.length] ?? 'early',
      station: STATIONS[index % STATIONS.length] ?? 'Picking',
      secondStation: STATIONS[(index + 1) % STATIONS.length] ?? 'Picking',
      skill: random.between(0.85, 1.18),
      freeDay: index % 7,
      mealLayout: index % 3 === 0 ? 'overlapping' : 'split',
      pay: { payType: 'hourly', amountCents: 1500 + random.whole(0, 24) * 25 },
      logins: [{ email, name: `${firstName} ${lastName}`, isKnown: true }],
    };
  });
  return { seed, timeZone, people, reportEverySeconds: { min: 85, max: 190 } };
}
