/** What each persona meets in each named operation: the denied places (list positions as `*`), or the places refused with FORBIDDEN. */
export interface Expected {
  readonly denied?: readonly string[];
  readonly forbidden?: readonly string[];
  /** Coordinates whose values are masked. */
  readonly masked?: readonly string[];
  /** Places that need an access log, which the hub under test keeps none of: SERVICE_UNAVAILABLE. */
  readonly unavailable?: readonly string[];
}

const personas = ['citizen', 'officer', 'clinician', 'ioc', 'province', 'auditor', 'admin', 'reporter'] as const;
export type PersonaName = (typeof personas)[number];

const all = (expected: Expected, ...names: PersonaName[]) => Object.fromEntries(names.map((name) => [name, expected]));
const denied = (...places: string[]): Expected => ({ denied: places });
const everything: Expected = {};
const under = (parent: string, ...fields: string[]) => fields.map((field) => `${parent}.${field}`);

const statisticsOf = (parent: string, ...without: string[]) =>
  under(parent, 'dossierStatistics', 'documentStatistics', 'healthStatistics', 'landStatistics', 'scorecard').filter(
    (place) => !without.some((field) => place.endsWith(field)),
  );
const overviewers = ['ioc', 'province', 'auditor', 'admin'] as const;

export const expectations: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  CityOverview: {
    ...all(everything, ...overviewers),
    ...all(denied(...statisticsOf('jurisdiction')), 'citizen', 'officer'),
    clinician: denied(...statisticsOf('jurisdiction', 'healthStatistics')),
    reporter: denied(...statisticsOf('jurisdiction', 'scorecard')),
  },
  WardOverview: {
    ...all(everything, ...overviewers),
    ...all(
      denied(
        ...under('adminUnit.agency', 'dossierStatistics', 'documentStatistics'),
        ...under('adminUnit', 'healthStatistics', 'landStatistics'),
      ),
      'citizen',
      'officer',
      'reporter',
    ),
    clinician: denied(...under('adminUnit.agency', 'dossierStatistics', 'documentStatistics'), 'adminUnit.landStatistics'),
  },
  CitizenFile: {
    citizen: everything,
    officer: denied('person.healthRecord'),
    clinician: denied('person.dossiers', 'person.parcels'),
    ...all(denied('person'), ...overviewers, 'reporter'),
  },
  DossierTrace: {
    citizen: denied('dossier.documents'),
    officer: everything,
    ...all(denied('dossier'), 'clinician', 'reporter'),
    ...all(denied('dossier.steps.*.officerName', 'dossier.applicant'), 'ioc', 'province', 'admin'),
    auditor: { masked: ['DossierApplicant.fullName', 'DossierStep.officerName'] },
  },
  DocumentTrace: {
    ...all(denied('document'), 'citizen', 'clinician', 'reporter'),
    officer: everything,
    ...all(denied('document.steps.*.officerName'), 'ioc', 'province', 'admin'),
    auditor: { masked: ['HandlingStep.officerName'] },
  },
  ParcelAt: {
    ...all(everything, 'citizen', 'officer'),
    ...all(denied('parcelAt'), 'clinician', 'reporter'),
    ...all(denied('parcelAt.users'), 'ioc', 'province', 'admin'),
    auditor: { masked: ['LandUser.fullName', 'Person.personalId'] },
  },
  Scorecard: {
    ...all(denied('scorecard'), 'citizen', 'officer', 'clinician'),
    ...all(everything, ...overviewers, 'reporter'),
  },
  ProvinceOverview: {
    ...all(denied(...statisticsOf('jurisdictions.*', 'landStatistics')), 'citizen', 'officer'),
    clinician: {
      denied: statisticsOf('jurisdictions.*', 'landStatistics', 'healthStatistics'),
      forbidden: ['jurisdictions.*.healthStatistics'],
    },
    reporter: {
      denied: statisticsOf('jurisdictions.*', 'landStatistics', 'scorecard'),
      forbidden: ['jurisdictions.*.scorecard'],
    },
    // Vinh's own row is answered; the province's other rows are not Vinh's to read.
    ioc: { forbidden: statisticsOf('jurisdictions.*', 'landStatistics') },
    ...all(everything, 'province', 'auditor', 'admin'),
  },
  DossierList: {
    ...all(everything, 'citizen', 'officer'),
    ...all(denied('dossiers'), 'clinician', 'reporter'),
    ...all(denied('dossiers.nodes.*.applicant'), 'ioc', 'province', 'admin'),
    auditor: { masked: ['DossierApplicant.fullName', 'Person.personalId'] },
  },
  AccessRecords: {
    ...all(denied('accessRecords'), 'citizen', 'officer', 'clinician', 'ioc', 'province', 'admin', 'reporter'),
    auditor: { unavailable: ['accessRecords'] },
  },
  MyAccessLog: {
    ...all(denied('myAccessLog'), 'officer', 'clinician', ...overviewers, 'reporter'),
    citizen: { unavailable: ['myAccessLog'] },
  },
};
