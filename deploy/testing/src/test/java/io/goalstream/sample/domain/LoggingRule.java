package io.goalstream.sample.domain;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Breaks a rule: a domain that knows a technology. */
public final class LoggingRule {
  public static final Logger LOG = LoggerFactory.getLogger(LoggingRule.class);

  private LoggingRule() {}
}
