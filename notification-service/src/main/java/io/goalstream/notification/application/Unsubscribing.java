package io.goalstream.notification.application;

import java.util.Optional;

/** Links in e-mail with which somebody who is not signed in ends e-mail. */
public interface Unsubscribing {
  /** What such a link ends with; says nothing about the person to anybody else. */
  String token(String personId);

  /** Whose link it was; empty for one that was made up. */
  Optional<String> person(String token);
}
