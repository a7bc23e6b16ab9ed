package io.goalstream.ingest.domain.table;

import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.FactKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a fact that a column can be, and the shape of what stands in them. */
final class Field {
  static final String ID = "id";
  static final String STAGE = "stage";
  static final String SOURCE_STAGE = "sourceStage";
  static final String TYPE = "type";
  static final String CURRENCY = "currency";
  static final String REP_ID = "repId";
  static final String CREDITS = "credits";
  static final String CHANGED_AT = "changedAt";

  /** The one close date of many systems: expected while a deal is open, later when it closed. */
  static final String CLOSE_ON = "closeOn";

  /** How a text is read. */
  enum Shape {
    TEXT,
    NUMBER,
    MONEY,
    SHARE,
    DATE,
    MOMENT
  }

  private static final Map<String, Shape> DEAL = deal();
  private static final Map<String, Shape> ACTIVITY = activity();

  private Field() {}

  private static Map<String, Shape> deal() {
    Map<String, Shape> fields = new LinkedHashMap<>();
    fields.put(ID, Shape.TEXT);
    fields.put(STAGE, Shape.TEXT);
    fields.put(SOURCE_STAGE, Shape.TEXT);
    fields.put("amount", Shape.MONEY);
    fields.put("margin", Shape.MONEY);
    fields.put(CURRENCY, Shape.TEXT);
    fields.put("quantity", Shape.NUMBER);
    fields.put(TYPE, Shape.TEXT);
    fields.put("customerId", Shape.TEXT);
    fields.put("productId", Shape.TEXT);
    fields.put("region", Shape.TEXT);
    fields.put("source", Shape.TEXT);
    fields.put("createdOn", Shape.DATE);
    fields.put("expectedCloseOn", Shape.DATE);
    fields.put("closedOn", Shape.DATE);
    fields.put(CLOSE_ON, Shape.DATE);
    fields.put("probability", Shape.SHARE);
    fields.put(REP_ID, Shape.TEXT);
    fields.put(CREDITS, Shape.TEXT);
    fields.put(CHANGED_AT, Shape.MOMENT);
    return Collections.unmodifiableMap(fields);
  }

  private static Map<String, Shape> activity() {
    Map<String, Shape> fields = new LinkedHashMap<>();
    fields.put(ID, Shape.TEXT);
    fields.put(TYPE, Shape.TEXT);
    fields.put(REP_ID, Shape.TEXT);
    fields.put("customerId", Shape.TEXT);
    fields.put("dealId", Shape.TEXT);
    fields.put("source", Shape.TEXT);
    fields.put("occurredAt", Shape.MOMENT);
    fields.put("quantity", Shape.NUMBER);
    fields.put("amount", Shape.MONEY);
    fields.put(CURRENCY, Shape.TEXT);
    fields.put("score", Shape.NUMBER);
    fields.put(CHANGED_AT, Shape.MOMENT);
    return Collections.unmodifiableMap(fields);
  }

  /** All but the attributes, in the order of the documentation. */
  static Map<String, Shape> of(FactKind kind) {
    return switch (kind) {
      case DEALS -> DEAL;
      case ACTIVITIES -> ACTIVITY;
    };
  }

  /** The shape of a field; nothing if there is no such field. */
  static Optional<Shape> shape(FactKind kind, String name) {
    return isAttribute(name) ? Optional.of(Shape.TEXT) : Optional.ofNullable(of(kind).get(name));
  }

  static boolean isAttribute(String name) {
    return name.startsWith(Fact.ATTRIBUTES) && name.length() > Fact.ATTRIBUTES.length();
  }
}
