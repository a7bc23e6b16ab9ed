package io.goalstream.system;

import io.goalstream.local.BrokerSettings;
import io.goalstream.local.Part;
import io.goalstream.schemas.clients.KafkaAccess;
import io.goalstream.schemas.deployment.AccessList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;

/**
 * A broker that speaks TLS with a certificate of its own, asks for SCRAM passwords, and lets each
 * service do what {@link AccessList} says. It writes down whom it let do what.
 */
final class SecuredBroker implements BrokerSecurity {
  private static final int ITERATIONS = 4_096;
  private static final String PASSWORD = "of-this-test-only";

  private final Path directory;

  SecuredBroker(Path directory) {
    this.directory = directory;
  }

  @Override
  public BrokerSettings broker(int port, int controller) {
    makeCertificate();
    Map<String, String> properties = new HashMap<>();
    String host = "127.0.0.1:";
    properties.put("listeners", "SASL_SSL://" + host + port + ",CONTROLLER://" + host + controller);
    properties.put("advertised.listeners", "SASL_SSL://" + host + port);
    properties.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL");
    properties.put("inter.broker.listener.name", "SASL_SSL");
    properties.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
    properties.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-512");
    properties.put("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", login(OPERATOR));
    properties.put("ssl.keystore.type", "PKCS12");
    properties.put("ssl.keystore.location", keyStore().toString());
    properties.put("ssl.keystore.password", PASSWORD);
    properties.put("ssl.truststore.type", "PEM");
    properties.put("ssl.truststore.location", certificate().toString());
    properties.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    // The controller's listener is plain here, and nobody but the broker itself comes to it.
    properties.put("super.users", "User:operator;User:ANONYMOUS");
    List<String> formatting =
        List.of("--add-scram", "SCRAM-SHA-512=[name=%s,password=%s]".formatted(OPERATOR, PASSWORD));
    return new BrokerSettings(
        properties,
        formatting,
        client(OPERATOR, host + port),
        List.of("-Dlogback.configurationFile=" + logging()));
  }

  private Path logging() {
    return written(
        "broker-logback.xml",
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d %-5level %logger: %msg%n</pattern></encoder>
          </appender>
          <logger name="kafka.authorizer.logger" level="DEBUG"/>
          <root level="WARN"><appender-ref ref="out"/></root>
        </configuration>
        """);
  }

  @Override
  public void prepare(String bootstrapServers) {
    List<UserScramCredentialAlteration> passwords = new ArrayList<>();
    List<AclBinding> permissions = new ArrayList<>();
    passwords.add(password("stranger"));
    AccessList.users()
        .forEach(
            (user, grants) -> {
              passwords.add(password(user));
              grants.forEach(grant -> permissions.addAll(bindings(user, grant)));
            });
    try (Admin admin = Admin.create(client(OPERATOR, bootstrapServers))) {
      await(admin.alterUserScramCredentials(passwords).all());
      await(admin.createAcls(permissions).all());
    }
  }

  private static UserScramCredentialAlteration password(String user) {
    return new UserScramCredentialUpsertion(
        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), PASSWORD);
  }

  private static List<AclBinding> bindings(String user, AccessList.Grant grant) {
    return grant.operations().stream()
        .map(
            operation ->
                new AclBinding(
                    grant.resource(),
                    new AccessControlEntry(
                        "User:" + user, "*", operation, AclPermissionType.ALLOW)))
        .toList();
  }

  @Override
  public Map<String, Object> client(String user, String bootstrapServers) {
    return KafkaAccess.from(environment(user)).clients(bootstrapServers);
  }

  /** As an operator sets it. */
  private Map<String, String> environment(String user) {
    return Map.of(
        "GOALSTREAM_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
        "GOALSTREAM_KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
        "GOALSTREAM_KAFKA_SASL_JAAS_CONFIG", login(user),
        "GOALSTREAM_KAFKA_SSL_TRUSTSTORE_TYPE", "PEM",
        "GOALSTREAM_KAFKA_SSL_TRUSTSTORE_LOCATION", certificate().toString());
  }

  @Override
  public Part as(String user, Part part) {
    Map<String, String> environment = new HashMap<>(part.environment());
    environment.putAll(environment(user));
    return new Part(part.name(), part.command(), environment, part.ready(), part.patience());
  }

  private static String login(String user) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required"
        + " username=\"%s\" password=\"%s\";".formatted(user, PASSWORD);
  }

  private Path keyStore() {
    return directory.resolve("broker.p12");
  }

  private Path certificate() {
    return directory.resolve("broker.pem");
  }

  private void makeCertificate() {
    List<String> store =
        List.of("-keystore", keyStore().toString(), "-storepass", PASSWORD, "-alias", "broker");
    keytool(
        store,
        List.of(
            "-genkeypair",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-storetype",
            "PKCS12",
            "-dname",
            "CN=broker",
            "-ext",
            "SAN=ip:127.0.0.1",
            "-validity",
            "2"));
    keytool(store, List.of("-exportcert", "-rfc", "-file", certificate().toString()));
  }

  private static void keytool(List<String> store, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(store);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError("keytool said " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path written(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(KafkaFuture<?> future) {
    try {
      future.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("The broker did not do it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
