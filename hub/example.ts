/** The question shown at start and in the explorer. */
export const exampleQuery = `{
  jurisdiction(slug: "vinh") {
    name
    population
    dossierStatistics { received onTime overdue onTimeShare }
    documentStatistics { outgoing signedShare }
    healthStatistics { recordCount coverage }
    landStatistics { parcelCount }
    scorecard(year: 2025) { attainedShare }
  }
}
`;
