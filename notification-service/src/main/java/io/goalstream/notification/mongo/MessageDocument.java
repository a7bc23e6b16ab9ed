package io.goalstream.notification.mongo;

import io.goalstream.notification.domain.Message;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message inside another document. */
record MessageDocument(
    String language, String title, String about, List<String> lines, @Nullable String link) {
  static MessageDocument of(Message message) {
    return new MessageDocument(
        message.language(),
        message.title(),
        message.about(),
        message.lines(),
        message.link().orElse(null));
  }

  Message message() {
    return new Message(language, title, about, lines, Optional.ofNullable(link));
  }
}
