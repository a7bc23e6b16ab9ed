package io.goalstream.ingest.domain.table;

/** What parts the whole from the decimals; the other one may part thousands. */
public enum DecimalMark {
  POINT('.', ','),
  COMMA(',', '.');

  private final char decimals;
  private final char thousands;

  DecimalMark(char decimals, char thousands) {
    this.decimals = decimals;
    this.thousands = thousands;
  }

  char decimals() {
    return decimals;
  }

  char thousands() {
    return thousands;
  }
}
