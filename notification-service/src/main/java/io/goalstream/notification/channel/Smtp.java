package io.goalstream.notification.channel;

import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The connection to an SMTP server. */
public final class Smtp {
  private static final String PATIENCE_MILLIS = "15000";

  private Smtp() {}

  /**
   * A sender that is slow to give up, but does.
   *
   * @param user empty for a server that asks for none
   * @param startTls whether the connection has to be secured before anything is said
   */
  public static JavaMailSender sender(
      String host, int port, String user, String password, boolean startTls) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(host);
    sender.setPort(port);
    sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
    Properties properties = sender.getJavaMailProperties();
    if (!user.isBlank()) {
      sender.setUsername(user);
      sender.setPassword(password);
      properties.setProperty("mail.smtp.auth", "true");
    }
    properties.setProperty("mail.smtp.starttls.enable", String.valueOf(startTls));
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(startTls));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
    properties.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
    properties.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
    return sender;
  }
}
