package io.goalstream.ingest.rest;

import io.goalstream.ingest.domain.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The parameters of an address; those of other names are refused, so that no slip goes unseen. */
final class Parameters {
  private final MultiValueMap<String, String> found;
  private final List<Violation> violations = new ArrayList<>();

  private Parameters(MultiValueMap<String, String> found, SequencedSet<String> names) {
    this.found = found;
    found.forEach(
        (name, values) -> {
          if (!names.contains(name)) {
            violations.add(
                new Violation(
                    name, "a parameter of this name", "one of " + String.join(", ", names)));
          } else if (values.size() > 1) {
            violations.add(new Violation(name, values.size() + " times", "once"));
          }
        });
  }

  static Parameters of(HttpServletRequest request, SequencedSet<String> names) {
    return new Parameters(
        UriComponentsBuilder.newInstance().query(request.getQueryString()).build().getQueryParams(),
        names);
  }

  /** What is wrong with those that were read so far. */
  List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** The text; nothing if it is empty. */
  Optional<String> text(String name) {
    try {
      return Optional.ofNullable(found.getFirst(name))
          .map(text -> UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8))
          .filter(text -> !text.isBlank());
    } catch (IllegalArgumentException e) {
      violations.add(
          new Violation(name, String.valueOf(found.getFirst(name)), "text in percent-encoding"));
      return Optional.empty();
    }
  }

  /** True if it says so; a flag that is missing does not. */
  boolean flag(String name) {
    String word = text(name).orElse(found.containsKey(name) ? "nothing" : "false");
    if (!word.equals("true") && !word.equals("false")) {
      violations.add(new Violation(name, word, "true or false"));
    }
    return word.equals("true");
  }
}
