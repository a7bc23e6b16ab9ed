package io.goalstream.notification.channel;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.goalstream.notification.application.Carrier.Answer;
import io.goalstream.notification.application.Carrier.Target.ToMailbox;
import io.goalstream.notification.application.Unsubscribing;
import io.goalstream.notification.application.Wording;
import io.goalstream.notification.domain.AlertKind;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Examples;
import io.goalstream.notification.words.Words;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** E-mail through a real SMTP server. */
class MailCarrierTest {
  private static final Words WORDS = new Words("https://goals.example.com");

  private final GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());

  @BeforeEach
  void start() {
    server.start();
    server.setUser("ana@example.com", "goalstream", "password");
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static final class Tokens implements Unsubscribing {
    @Override
    public String token(String personId) {
      return "token-of-" + personId;
    }

    @Override
    public Optional<String> person(String token) {
      return Optional.empty();
    }
  }

  private MailCarrier carrier() {
    return new MailCarrier(
        Smtp.sender("127.0.0.1", server.getSmtp().getPort(), "goalstream", "password", false),
        "Goalstream <goals@example.com>",
        "https://alerts.example.com",
        new Tokens(),
        WORDS);
  }

  private static Delivery delivery(String id, String language) {
    Delivery words = Examples.words(id, "mail:ana", NOW);
    Wording.Ear ear = new Wording.Ear(language, ZoneOffset.UTC, Optional.empty(), Optional.empty());
    return new Delivery(
        words.id(),
        words.destination(),
        words.alertId(),
        words.goalId(),
        words.subject(),
        words.matter(),
        words.crossing(),
        words.type(),
        words.messageId(),
        new Delivery.Content.Words(
            WORDS.say(AlertKind.LEVEL_REACHED, Examples.crossing(1, true, c -> {}), ear)),
        false,
        words.state(),
        0,
        false,
        words.at(),
        words.createdAt(),
        words.dueAt(),
        words.nextAttemptAt(),
        Optional.empty(),
        Optional.empty());
  }

  private MimeMessage sent(String language, String... ids) {
    List<Delivery> deliveries = new ArrayList<>();
    for (String id : ids) {
      deliveries.add(delivery(id, language));
    }
    Answer answer =
        carrier().carry(new ToMailbox("ana", "ana@example.com", language), deliveries, NOW);
    assertThat(answer).isEqualTo(new Answer.Arrived());
    return server.getReceivedMessages()[server.getReceivedMessages().length - 1];
  }

  /** The first part of that type. */
  private static String part(Object content, String type) throws Exception {
    Multipart parts = (Multipart) content;
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      if (part.isMimeType(type)) {
        return String.valueOf(part.getContent());
      }
      if (part.isMimeType("multipart/*")) {
        String inner = part(part.getContent(), type);
        if (!inner.isEmpty()) {
          return inner;
        }
      }
    }
    return "";
  }

  @Test
  void aMailSaysTheSameAsTextAndAsHtml() throws Exception {
    MimeMessage mail = sent("en", "d-1");

    assertThat(mail.getSubject()).isEqualTo("50% of “Revenue Ana” reached");
    assertThat(mail.getAllRecipients())
        .extracting(String::valueOf)
        .containsExactly("ana@example.com");
    String text = part(mail.getContent(), "text/plain");
    assertThat(text)
        .contains("It stood at €1,250.50 of €2,500 (50%) on March 31, 2026")
        .contains("https://goals.example.com/?goal=g-1")
        .contains("https://alerts.example.com/api/v1/unsubscribe/token-of-ana");
    assertThat(part(mail.getContent(), "text/html"))
        .contains("<html lang=\"en\" dir=\"ltr\">")
        .contains("It stood at €1,250.50 of €2,500 (50%) on March 31, 2026")
        .doesNotContain("<script");
  }

  @Test
  void arabicIsWrittenFromRightToLeft() throws Exception {
    MimeMessage mail = sent("ar", "d-1");

    assertThat(mail.getSubject()).contains("تم بلوغ");
    assertThat(part(mail.getContent(), "text/html")).contains("lang=\"ar\" dir=\"rtl\"");
  }

  @Test
  void oneClickEndsItAndARepetitionHasTheSameName() throws Exception {
    MimeMessage first = sent("en", "d-1");
    MimeMessage again = sent("en", "d-1");

    assertThat(first.getHeader("List-Unsubscribe"))
        .containsExactly("<https://alerts.example.com/api/v1/unsubscribe/token-of-ana>");
    assertThat(first.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
    assertThat(first.getMessageID()).isEqualTo("<msg_d-1@goalstream>");
    assertThat(again.getMessageID()).isEqualTo(first.getMessageID());
  }

  @Test
  void severalGoInOneMail() throws Exception {
    MimeMessage mail = sent("ru", "d-1", "d-2", "d-3");

    assertThat(mail.getSubject()).isEqualTo("Goalstream: 3 сообщения");
    assertThat(part(mail.getContent(), "text/plain").split("Достигнуто", -1)).hasSize(4);
  }

  @Test
  void aServerThatIsAwayIsNoLoss() {
    MailCarrier carrier = carrier();
    server.stop();

    Answer answer =
        carrier.carry(
            new ToMailbox("ana", "ana@example.com", "en"), List.of(delivery("d-1", "en")), NOW);

    assertThat(answer).isInstanceOf(Answer.NotArrived.class);
  }
}
