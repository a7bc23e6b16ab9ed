package io.goalstream.ingest.webhooks;

import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.webhooks.FieldMapping.Others;
import io.goalstream.ingest.webhooks.Networks.Network;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the file that describes a source, and says everything that is wrong with it at once. Every
 * value is a text: {@code 007} is not 7, and {@code no} not false.
 */
public final class SourceFile {
  private static final Pattern LOGIN = Pattern.compile("[^:]+:.+", Pattern.DOTALL);
  private static final Pattern USERS = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final String TEXT = "a text";
  private static final String POINTER = "a JSON pointer such as /data/amount";
  private static final Set<String> PROOFS =
      new TreeSet<>(Set.of("hubspot-v3", "standard-webhooks", "basic", "path", "body"));

  private final String name;
  private final Optional<UnaryOperator<String>> settings;
  private final JsonMapper json;
  private final List<Violation> violations = new ArrayList<>();

  private SourceFile(String name, Optional<UnaryOperator<String>> settings, JsonMapper json) {
    this.name = name;
    this.settings = settings;
    this.json = json;
  }

  /** A source, or what is wrong with its file. */
  public record Read(Optional<Source> source, List<Violation> violations) {}

  /**
   * Reads the file.
   *
   * @param name of the source
   * @param settings puts settings of the service, such as secrets, in the place of {@code ${NAME}};
   *     throws IllegalArgumentException if there is no such setting; empty if the file is only
   *     tried out
   */
  public static Read read(
      String name, String text, Optional<UnaryOperator<String>> settings, JsonMapper json) {
    SourceFile file = new SourceFile(name, settings, json);
    JsonNode loaded;
    try {
      loaded = json.valueToTree(yaml().load(text));
    } catch (YAMLException | JacksonException e) {
      return new Read(
          Optional.empty(),
          List.of(new Violation("(file)", String.valueOf(e.getMessage()), "YAML")));
    }
    Source source = file.source(new Part("", loaded, file.violations));
    return file.violations.isEmpty()
        ? new Read(Optional.of(source), List.of())
        : new Read(Optional.empty(), List.copyOf(file.violations));
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    DumperOptions dumping = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(dumping), dumping, options, new Texts());
  }

  /** Takes nothing for a number, a date or a truth. */
  private static final class Texts extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      // None.
    }
  }

  private Source source(Part file) {
    String users = file.text("users").orElse(name);
    if (!USERS.matcher(users).matches()) {
      file.wrong("users", users, "1 to 100 letters, digits, points, strokes or underscores");
    }
    file.only("proof", "body", "events", "at", "zone", "users", "owners", "facts");
    Part proof = file.part("proof");
    Optional<String> zone = file.text("zone");
    List<FactMapping> facts = file.parts("facts").stream().map(this::fact).toList();
    return new Source(
        name,
        proof(proof),
        proof.byPointer("equal", this::setting),
        new Networks(
            proof.texts("from").stream()
                .map(this::setting)
                .filter(text -> !isOpen(text))
                .flatMap(text -> proof.parsed("from", text, Network::of, "10.0.0.0/8").stream())
                .toList()),
        file.choice(
            "body",
            Map.of("json", Source.Format.JSON, "outbound-message", Source.Format.OUTBOUND_MESSAGE),
            Source.Format.JSON),
        file.pointer("events").orElse(JsonPointer.empty()),
        file.pointer("at"),
        new Moments(
            zone.flatMap(text -> file.parsed("zone", text, SourceFile::zone, "Europe/Berlin"))
                .orElse(ZoneOffset.UTC)),
        users,
        file.map("owners"),
        facts);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private Proof proof(Part part) {
    part.only("kind", "secret", "secrets", "address", "equal", "from");
    List<String> secrets = new ArrayList<>();
    part.text("secret").ifPresent(text -> secrets.add(setting(text)));
    part.texts("secrets").forEach(text -> secrets.add(setting(text)));
    String kind = part.text("kind").orElse("");
    if (!kind.equals("body") && secrets.isEmpty()) {
      part.wrong("secret", "nothing", "a secret such as ${CRM_SECRET}");
    }
    return switch (kind) {
      case "hubspot-v3" ->
          new Proof.HubSpot(
              secrets, setting(part.required("address", "the address that HubSpot calls")));
      case "standard-webhooks" -> {
        for (String secret : secrets) {
          if (!isOpen(secret) && !Proof.StandardWebhooks.isSecret(secret)) {
            part.wrong(
                "secret",
                "something else",
                "whsec_ and at least 24 bytes in Base64, as Standard Webhooks writes it");
          }
        }
        yield new Proof.StandardWebhooks(secrets);
      }
      case "basic" -> {
        if (secrets.stream()
            .anyMatch(secret -> !isOpen(secret) && !LOGIN.matcher(secret).matches())) {
          part.wrong("secret", "something else", "user:password");
        }
        yield new Proof.Basic(secrets);
      }
      case "path" -> {
        if (secrets.stream()
            .anyMatch(secret -> !isOpen(secret) && !secret.matches("[A-Za-z0-9_-]{20,200}"))) {
          part.wrong("secret", "something else", "20 to 200 letters and digits");
        }
        yield new Proof.Path(secrets);
      }
      case "body" -> {
        if (part.map("equal").isEmpty()) {
          part.wrong("equal", "nothing", "what has to stand where in the body");
        }
        yield new Proof.Body();
      }
      default -> {
        part.wrong(
            "kind", kind.isEmpty() ? "nothing" : kind, "one of " + String.join(", ", PROOFS));
        yield new Proof.Body();
      }
    };
  }

  /** Where a file is tried out there are no settings, and nothing to look at. */
  private boolean isOpen(String text) {
    return settings.isEmpty() && text.contains("${");
  }

  private String setting(String text) {
    try {
      String value = settings.orElse(UnaryOperator.identity()).apply(text);
      if (value.isBlank()) {
        violations.add(new Violation(text, "nothing", "a setting with a value"));
      }
      return value;
    } catch (IllegalArgumentException e) {
      violations.add(
          new Violation(
              text, "no such setting", "an environment variable or property of that name"));
      return text;
    }
  }

  private FactMapping fact(Part part) {
    part.only("kind", "when", "id", "property", "changed", "fields", "fetch");
    FactKind kind =
        part.choice(
            "kind",
            Map.of("deal", FactKind.DEALS, "activity", FactKind.ACTIVITIES),
            FactKind.DEALS);
    Part property = part.part("property");
    property.only("name", "value");
    SortedMap<String, FieldMapping> fields = new TreeMap<>();
    Part all = part.part("fields");
    Set<String> known = known(kind);
    for (String field : all.names()) {
      if (!known.contains(field) && !field.startsWith(Fact.ATTRIBUTES)) {
        all.wrong(
            field,
            "a field of this name",
            "one of %s, attributes.<name>".formatted(String.join(", ", known)));
      }
      fields.put(field, field(all, field, ""));
    }
    if (fields.isEmpty()) {
      part.wrong("fields", "nothing", "at least one field");
    }
    Optional<JsonPointer> changed = part.pointer("changed");
    changed
        .filter(pointer -> String.valueOf(pointer.head()).isEmpty())
        .ifPresent(
            pointer ->
                part.wrong(
                    "changed",
                    pointer.toString(),
                    "a list in an object of its own, such as /header/changedFields"));
    return new FactMapping(
        kind,
        conditions(part.part("when")),
        field(part, "id", name + "-"),
        property.isThere()
            ? Optional.of(
                new FactMapping.Property(
                    property.pointer("name").orElse(JsonPointer.empty()),
                    property.pointer("value").orElse(JsonPointer.empty())))
            : Optional.empty(),
        changed,
        fields,
        lookup(part.part("fetch")));
  }

  private static Set<String> known(FactKind kind) {
    Set<String> known =
        new TreeSet<>(
            switch (kind) {
              case DEALS -> Deal.withdrawal("", 1, Instant.EPOCH).fieldNames();
              case ACTIVITIES -> Activity.withdrawal("", 1, Instant.EPOCH).fieldNames();
            });
    known.add(Reading.OWNER);
    known.remove("credits");
    known.remove("repId");
    return known;
  }

  private FieldMapping field(Part parent, String field, String prefix) {
    if (parent.node().path(field).isString() && !field.equals(Fact.WITHDRAWN)) {
      return plain(parent.pointer(field).stream().toList(), prefix);
    }
    Part part = parent.part(field);
    part.only("path", "values", "unknown", "otherwise", "prefix", "percent", "constant");
    List<JsonPointer> paths = part.pointers("path");
    Optional<String> constant = part.text("constant");
    Optional<String> otherwise = part.text("otherwise");
    if (paths.isEmpty() == constant.isEmpty()) {
      part.wrong(
          "path",
          paths.isEmpty() ? "nothing" : "a path beside a constant",
          POINTER + ", or a constant");
    }
    Others others =
        part.choice(
            "unknown",
            Map.of("refuse", Others.REFUSE, "keep", Others.KEEP, "use", Others.USE),
            Others.REFUSE);
    Map<String, String> values = part.map("values");
    if (field.equals(Fact.WITHDRAWN)
        && (values.isEmpty() || !Set.of("true", "false").containsAll(values.values()))) {
      part.wrong("values", values.toString(), "what is meant by what is found: true or false");
    }
    return new FieldMapping(
        paths,
        values,
        otherwise.isPresent() ? Others.OTHERWISE : others,
        otherwise.orElse(""),
        part.text("prefix").orElse(prefix),
        part.choice("percent", Map.of("true", true, "false", false), false),
        constant);
  }

  private static FieldMapping plain(List<JsonPointer> paths, String prefix) {
    return new FieldMapping(paths, Map.of(), Others.USE, "", prefix, false, Optional.empty());
  }

  private Optional<FactMapping.Lookup> lookup(Part part) {
    if (!part.isThere()) {
      return Optional.empty();
    }
    part.only("when", "url", "headers", "record", "token");
    Optional<String> url = part.text("url");
    Map<String, String> headers = new LinkedHashMap<>();
    part.map("headers").forEach((header, value) -> headers.put(header, setting(value)));
    Part token = part.part("token");
    token.only("url", "form", "path", "prefix");
    Map<String, String> form = new LinkedHashMap<>();
    token.map("form").forEach((field, value) -> form.put(field, setting(value)));
    url.filter(text -> !text.contains(Fetch.ID) || !isAddress(text.replace(Fetch.ID, "1")))
        .ifPresent(text -> part.wrong("url", text, "an address with {id} in it"));
    token
        .text("url")
        .filter(text -> !isAddress(text))
        .ifPresent(text -> token.wrong("url", text, "an address"));
    return Optional.of(
        new FactMapping.Lookup(
            conditions(part.part("when")),
            url.map(
                text ->
                    new Fetch(
                        text,
                        headers,
                        part.pointer("record").orElse(JsonPointer.empty()),
                        token.isThere()
                            ? Optional.of(
                                new Fetch.Token(
                                    token.required("url", "where a token is got"),
                                    form,
                                    token.pointer("path").orElse(JsonPointer.empty()),
                                    token.text("prefix").orElse("Bearer ")))
                            : Optional.empty(),
                        json))));
  }

  private static boolean isAddress(String text) {
    try {
      return List.of("http", "https").contains(String.valueOf(new URI(text).getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Map<JsonPointer, Set<String>> conditions(Part part) {
    Map<JsonPointer, Set<String>> conditions = new LinkedHashMap<>();
    for (String path : part.names()) {
      part.parsed(path, path, JsonPointer::compile, POINTER)
          .ifPresent(pointer -> conditions.put(pointer, Set.copyOf(part.texts(path))));
    }
    return conditions;
  }

  /** A part of the file, and where it is. */
  private record Part(String at, JsonNode node, List<Violation> violations) {
    boolean isThere() {
      return !node.isMissingNode() && !node.isNull();
    }

    List<String> names() {
      return List.copyOf(node.propertyNames());
    }

    void wrong(String field, String found, String expected) {
      violations.add(new Violation(path(field), found, expected));
    }

    private String path(String field) {
      return at.isEmpty() ? field : at + "." + field;
    }

    void only(String... names) {
      Set<String> known = new TreeSet<>(Set.of(names));
      if (isThere() && !node.isObject()) {
        violations.add(
            new Violation(at.isEmpty() ? "(file)" : at, node.toString(), "fields with values"));
      }
      for (String one : names()) {
        if (!known.contains(one)) {
          wrong(one, "a field of this name", "one of " + String.join(", ", known));
        }
      }
    }

    Part part(String field) {
      return new Part(path(field), node.path(field), violations);
    }

    List<Part> parts(String field) {
      JsonNode list = node.path(field);
      if (!list.isArray() || list.isEmpty()) {
        wrong(field, list.isMissingNode() ? "nothing" : list.toString(), "a list");
        return List.of();
      }
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        parts.add(new Part("%s[%d]".formatted(path(field), i), list.get(i), violations));
      }
      return parts;
    }

    Optional<String> text(String field) {
      JsonNode found = node.path(field);
      if (!found.isString() && !found.isMissingNode() && !found.isNull()) {
        wrong(field, found.toString(), TEXT);
      }
      return found.isString() ? Optional.of(found.stringValue()) : Optional.empty();
    }

    String required(String field, String expected) {
      Optional<String> found = text(field);
      if (found.isEmpty()) {
        wrong(field, "nothing", expected);
      }
      return found.orElse("");
    }

    /** One text, or a list of them. */
    List<String> texts(String field) {
      JsonNode found = node.path(field);
      if (found.isMissingNode() || found.isNull()) {
        return List.of();
      }
      List<String> texts = new ArrayList<>();
      for (JsonNode one : found.isArray() ? found : List.of(found)) {
        if (one.isString()) {
          texts.add(one.stringValue());
        } else {
          wrong(field, one.toString(), TEXT);
        }
      }
      return texts;
    }

    Map<String, String> map(String field) {
      Map<String, String> map = new LinkedHashMap<>();
      Part part = part(field);
      if (part.isThere() && !part.node().isObject()) {
        wrong(field, part.node().toString(), "texts by name");
      }
      for (String one : part.names()) {
        map.put(one, part.node().path(one).isNull() ? "" : part.required(one, TEXT));
      }
      return map;
    }

    Map<JsonPointer, String> byPointer(String field, UnaryOperator<String> settings) {
      Map<JsonPointer, String> map = new LinkedHashMap<>();
      map(field)
          .forEach(
              (path, text) ->
                  parsed(field, path, JsonPointer::compile, POINTER)
                      .ifPresent(pointer -> map.put(pointer, settings.apply(text))));
      return map;
    }

    Optional<JsonPointer> pointer(String field) {
      return text(field).flatMap(text -> parsed(field, text, JsonPointer::compile, POINTER));
    }

    List<JsonPointer> pointers(String field) {
      return texts(field).stream()
          .flatMap(text -> parsed(field, text, JsonPointer::compile, POINTER).stream())
          .toList();
    }

    <T> T choice(String field, Map<String, T> choices, T usual) {
      Optional<String> found = text(field);
      if (found.isEmpty()) {
        return usual;
      }
      T chosen = choices.get(found.get());
      if (chosen == null) {
        wrong(field, found.get(), "one of " + String.join(", ", new TreeSet<>(choices.keySet())));
        return usual;
      }
      return chosen;
    }

    <T> Optional<T> parsed(String field, String text, Function<String, T> parser, String expected) {
      try {
        return Optional.of(parser.apply(text));
      } catch (IllegalArgumentException e) {
        wrong(field, text, expected);
        return Optional.empty();
      }
    }
  }
}
