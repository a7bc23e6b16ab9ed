package io.goalstream.notification.domain.rule;

/** How a person is told. */
public enum Way {
  INBOX,
  EMAIL
}
