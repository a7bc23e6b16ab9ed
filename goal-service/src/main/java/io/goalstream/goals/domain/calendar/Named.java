package io.goalstream.goals.domain.calendar;

import io.goalstream.goals.domain.Violation;
import java.util.List;

/** Something that admins set under a name, for many goals. */
public interface Named {
  String id();

  /** What is wrong with it. */
  List<Violation> violations();

  /** What is wrong with an id, as for all things that people may choose ids for. */
  static List<Violation> wrong(String id) {
    return id.matches("[A-Za-z0-9._:-]{1,100}")
        ? List.of()
        : List.of(new Violation("id", id, "1 to 100 letters, digits or . _ : -"));
  }
}
