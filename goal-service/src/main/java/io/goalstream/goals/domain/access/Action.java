package io.goalstream.goals.domain.access;

/** What people do. */
public enum Action {
  READ_GOALS("see goals"),
  SET_GOALS("set goals"),
  BREAK_DOWN_GOALS("break goals down"),
  ANSWER_PROPOSALS("accept or counter proposals"),
  DECIDE_REQUESTS("decide on what was asked for"),
  REQUEST_ADJUSTMENTS("ask for adjustments"),
  REVIEW_GOALS("open and close reviews"),
  REMARK_IN_REVIEWS("remark in reviews"),
  PRAISE("praise"),
  READ_OBJECTIVES("see objectives"),
  SET_OBJECTIVES("set objectives"),
  READ_CATALOGUES("see metrics, templates, calendars and rates"),
  READ_ORGANIZATION("see the organization"),
  ADMINISTER("change the organization, metrics, calendars or rates");

  private final String title;

  Action(String title) {
    this.title = title;
  }

  /** As people say it. */
  public String title() {
    return title;
  }
}
