package io.goalstream.notification.channel;

import io.goalstream.notification.application.Carrier;
import io.goalstream.notification.application.Unsubscribing;
import io.goalstream.notification.application.Wording;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Destination.Limit;
import io.goalstream.notification.domain.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.web.util.HtmlUtils;

/**
 * Sends e-mail over SMTP, as text and as HTML. A repetition has the same Message-ID, by which
 * mailboxes know it; one click ends e-mail, without signing in.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8058">RFC 8058: one-click unsubscribe</a>
 */
public final class MailCarrier implements Carrier {
  private static final int MOST = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Three at once, and then what has come together in five minutes. */
  private static final Limit LIMIT = new Limit(3, Duration.ofMinutes(5));

  /** A server that is asked for a thousand connections on Monday morning refuses most. */
  private final Semaphore connections = new Semaphore(10);

  private final JavaMailSender sender;
  private final String from;
  private final String publicUrl;
  private final Unsubscribing unsubscribing;
  private final Wording wording;

  /**
   * @param publicUrl where people reach this service, without a slash at its end
   */
  public MailCarrier(
      JavaMailSender sender,
      String from,
      String publicUrl,
      Unsubscribing unsubscribing,
      Wording wording) {
    this.sender = sender;
    this.from = from;
    this.publicUrl = publicUrl;
    this.unsubscribing = unsubscribing;
    this.wording = wording;
  }

  @Override
  public Limit limit() {
    return LIMIT;
  }

  @Override
  public int together(Target target, List<Delivery> due) {
    return Math.min(due.size(), MOST);
  }

  @Override
  public Answer carry(Target target, List<Delivery> deliveries, Instant now) {
    if (!(target instanceof Target.ToMailbox mailbox)) {
      return Answer.NotArrived.because("a mailbox is no channel");
    }
    if (!mayConnect()) {
      return Answer.NotArrived.because("too much e-mail at once");
    }
    try {
      sender.send(mail(mailbox, deliveries, now));
      return new Answer.Arrived();
    } catch (MessagingException | MailException e) {
      return Answer.NotArrived.because(e.getClass().getSimpleName() + ": " + e.getMessage());
    } finally {
      connections.release();
    }
  }

  /** Whoever waits for too long here would lose the destination to another instance. */
  private boolean mayConnect() {
    try {
      return connections.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private MimeMessage mail(Target.ToMailbox mailbox, List<Delivery> deliveries, Instant now)
      throws MessagingException {
    List<Message> messages = ChatCarrier.messages(deliveries);
    String link = publicUrl + "/api/v1/unsubscribe/" + unsubscribing.token(mailbox.personId());
    MimeMessage mail = sender.createMimeMessage();
    MimeMessageHelper helper = new MimeMessageHelper(mail, true, StandardCharsets.UTF_8.name());
    helper.setFrom(from);
    helper.setTo(mailbox.address());
    helper.setSentDate(Date.from(now));
    helper.setSubject(subject(mailbox, messages).replaceAll("\\s+", " "));
    helper.setText(text(mailbox, messages, link), html(mailbox, messages, link));
    mail.setHeader("Message-ID", "<%s@goalstream>".formatted(name(deliveries)));
    mail.setHeader("List-Unsubscribe", "<" + link + ">");
    mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("Content-Language", mailbox.language());
    return mail;
  }

  /** Other messages together have another name, so that no mailbox takes them for a repetition. */
  private static String name(List<Delivery> deliveries) {
    String all = deliveries.stream().map(Delivery::messageId).collect(Collectors.joining("\n"));
    return deliveries.size() == 1
        ? all
        : UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private String subject(Target.ToMailbox mailbox, List<Message> messages) {
    return messages.size() == 1
        ? messages.getFirst().title()
        : wording.phrase("digest.title", mailbox.language(), Map.of("count", messages.size()));
  }

  private String text(Target.ToMailbox mailbox, List<Message> messages, String unsubscribe) {
    StringBuilder text = new StringBuilder();
    for (Message message : messages) {
      text.append(message.title()).append('\n');
      message.lines().forEach(line -> text.append(line).append('\n'));
      message.link().ifPresent(link -> text.append(link).append('\n'));
      text.append('\n');
    }
    return text.append("-- \n")
        .append(words("mail.why", mailbox))
        .append('\n')
        .append(words("mail.unsubscribe", mailbox))
        .append(": ")
        .append(unsubscribe)
        .append('\n')
        .toString();
  }

  private String html(Target.ToMailbox mailbox, List<Message> messages, String unsubscribe) {
    String direction = Message.rightToLeft(mailbox.language()) ? "rtl" : "ltr";
    StringBuilder html = new StringBuilder();
    html.append(
        """
        <!DOCTYPE html>
        <html lang="%1$s" dir="%2$s"><head><meta charset="utf-8"></head>
        <body dir="%2$s" style="font-family:sans-serif;color:#1b1f24;max-width:40em;margin:1em">
        """
            .formatted(mailbox.language(), direction));
    for (Message message : messages) {
      html.append("<h2 style=\"font-size:1.1em\">").append(safe(message.title())).append("</h2>\n");
      message.lines().forEach(line -> html.append("<p>").append(safe(line)).append("</p>\n"));
      message
          .link()
          .ifPresent(
              link ->
                  html.append("<p>")
                      .append(anchor(link, words("mail.link", mailbox)))
                      .append("</p>\n"));
    }
    return html.append("<p style=\"font-size:.8em;color:#59636e\">")
        .append(safe(words("mail.why", mailbox)))
        .append(' ')
        .append(anchor(unsubscribe, words("mail.unsubscribe", mailbox)))
        .append("</p>\n</body></html>\n")
        .toString();
  }

  private String words(String key, Target.ToMailbox mailbox) {
    return wording.phrase(key, mailbox.language(), Map.of());
  }

  private static String anchor(String link, String words) {
    return "<a href=\"%s\">%s</a>".formatted(safe(link), safe(words));
  }

  private static String safe(String text) {
    return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
  }
}
