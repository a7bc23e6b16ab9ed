package io.goalstream.ingest.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The sources that the documentation ships, with settings, and samples of what they send. */
public final class SourceExamples {
  public static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  static final Path DIRECTORY = Path.of("../docs/integrating/sources");
  private static final Properties VECTORS = properties();

  private SourceExamples() {}

  /** A value that openssl has computed, or that it was computed from. */
  public static String vector(String name) {
    return Objects.requireNonNull(VECTORS.getProperty(name), name);
  }

  /** Settings as a person would make them. */
  static UnaryOperator<String> settings() {
    Properties settings = new Properties();
    settings.put("HUBSPOT_CLIENT_SECRET", vector("hubspot.secret"));
    settings.put("SALESFORCE_PATH_SECRET", "a-long-secret-of-salesforce");
    settings.put("SALESFORCE_ORGANIZATION", "00D000000000001AAA");
    settings.put("SALESFORCE_CHANGES_SECRET", vector("standard.secret"));
    settings.put("PIPEDRIVE_LOGIN", "pipedrive:pumps");
    settings.put("ZOHO_TOKEN", "deals.all.notif");
    settings.put("ZOHO_CHANNEL", "1000000068001");
    settings.put("ZOHO_REFRESH_TOKEN", "refresh");
    settings.put("ZOHO_CLIENT_ID", "id");
    settings.put("ZOHO_CLIENT_SECRET", "secret");
    settings.put("SHARECRM_PATH_SECRET", "a-long-secret-of-sharecrm");
    settings.put("GENERIC_SECRET", vector("standard.secret"));
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new PropertiesPropertySource("test", settings));
    return environment::resolveRequiredPlaceholders;
  }

  /** All of them. */
  public static Sources sources() {
    return Sources.read(DIRECTORY, settings(), JSON);
  }

  static Source source(String name) {
    return sources().find(name).orElseThrow();
  }

  /** What a source sends. */
  public static byte[] sample(String file) {
    try (InputStream stream =
        Objects.requireNonNull(
            SourceExamples.class.getResourceAsStream("/webhooks/" + file), file)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String file) {
    return new String(sample(file), StandardCharsets.UTF_8);
  }

  private static Properties properties() {
    try (InputStream stream =
        Objects.requireNonNull(
            SourceExamples.class.getResourceAsStream("/webhooks/vectors.properties"))) {
      Properties properties = new Properties();
      properties.load(stream);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
