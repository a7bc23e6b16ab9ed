package io.goalstream.notification.rest;

import io.goalstream.notification.application.Readers;
import io.goalstream.notification.application.Unsubscribing;
import io.goalstream.notification.application.Wishes;
import io.goalstream.notification.application.Wording;
import io.goalstream.notification.domain.Message;
import io.goalstream.notification.domain.rule.Preferences;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * Ends e-mail for somebody who is not signed in, by the link in it. A page asks first, since mail
 * programs open links by themselves; mailboxes that know one-click unsubscribing post.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8058">RFC 8058</a>
 */
@RestController
@RequestMapping("/api/v1/unsubscribe/{token}")
class UnsubscribeController {
  private static final int TRIES = 5;

  private final Unsubscribing unsubscribing;
  private final Wishes wishes;
  private final Readers readers;
  private final Wording wording;

  UnsubscribeController(
      Unsubscribing unsubscribing, Wishes wishes, Readers readers, Wording wording) {
    this.unsubscribing = unsubscribing;
    this.wishes = wishes;
    this.readers = readers;
    this.wording = wording;
  }

  @GetMapping
  ResponseEntity<String> ask(@PathVariable String token) {
    Optional<String> person = unsubscribing.person(token);
    if (person.isEmpty()) {
      return page(HttpStatus.NOT_FOUND, "en", "unsubscribe.unknown", "");
    }
    String language = readers.language(person.get());
    String question =
        """
        <p>%s</p>
        <form method="post"><button>%s</button></form>
        """
            .formatted(safe("unsubscribe.text", language), safe("unsubscribe.button", language));
    return page(HttpStatus.OK, language, "unsubscribe.title", question);
  }

  @PostMapping
  ResponseEntity<String> unsubscribe(@PathVariable String token) {
    Optional<String> person = unsubscribing.person(token);
    if (person.isEmpty()) {
      return page(HttpStatus.NOT_FOUND, "en", "unsubscribe.unknown", "");
    }
    for (int i = 0; i < TRIES; i++) {
      Preferences before = readers.preferences(person.get());
      if (before.email().isEmpty() || wishes.save(withoutEmail(before))) {
        return page(HttpStatus.OK, readers.language(person.get()), "unsubscribe.done", "");
      }
    }
    throw RefusedException.conflict(
        "preferences", "changed all the time", "a moment of peace; try again");
  }

  private static Preferences withoutEmail(Preferences before) {
    return new Preferences(
        before.personId(),
        before.language(),
        before.zone(),
        Optional.empty(),
        before.quiet(),
        before.digestAt(),
        before.digestDay(),
        before.choices(),
        before.version() + 1);
  }

  private ResponseEntity<String> page(HttpStatus status, String language, String key, String rest) {
    String title = safe(key, language);
    String page =
        """
        <!DOCTYPE html>
        <html lang="%s" dir="%s"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width"><title>%s</title></head>
        <body><h1>%s</h1>
        %s</body></html>
        """
            .formatted(language, Message.rightToLeft(language) ? "rtl" : "ltr", title, title, rest);
    return ResponseEntity.status(status)
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .header(
            "Content-Security-Policy",
            "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
        .header("Referrer-Policy", "no-referrer")
        .body(page);
  }

  private String safe(String key, String language) {
    return HtmlUtils.htmlEscape(
        wording.phrase(key, language, Map.of()), StandardCharsets.UTF_8.name());
  }
}
