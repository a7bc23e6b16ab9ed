package io.goalstream.attainment.rest;

/** What parameters mean, for the description of the API. */
final class Descriptions {
  static final String OWNER = "Id of the rep or unit that owns the goal";
  static final String OWNER_KIND = "REP or UNIT";
  static final String UNIT = "Goals of this unit, of the units below it and of their members";
  static final String METRIC = "Id of the metric";
  static final String STATE = "Whether there is a number";
  static final String PACE = "How the goal stands against its course";
  static final String PHASE = "Where the goal is in its life";
  static final String SILENT = "Whether a goal that announces silence is silent";
  static final String START = "First day of the period";
  static final String END = "The day after the last day of the period";
  static final String ON =
      "A day in the period; with unitId also the day of the organization, else today";
  static final String DAY = "With unitId: the day of the organization, where it is not that of on";
  static final String NAME = "Part of the goal's name, in any case";
  static final String SORT =
      "attainment, value, pace, gap, remaining, projection, coverage, name, periodEnd or goalId";
  static final String ORDER = "asc or desc";
  static final String PAGE = "Page, from 0";
  static final String SIZE = "Goals on a page, 1 to 500";
  static final String SUBTREE = "Only this unit, the units below it and their members today";
  static final String COMPARED = "Whether reps or units are compared";
  static final String MEASURE = "attainment or value";
  static final String CURRENCY = "Only goals in this currency (ISO 4217)";
  static final String PLACES = "Places on a page, 1 to 500";

  private Descriptions() {}
}
