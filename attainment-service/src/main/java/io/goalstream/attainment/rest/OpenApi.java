package io.goalstream.attainment.rest;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of the API: what it begins with, what each field of an answer means, and an
 * example of each answer. They stand in files, because records of the application carry no
 * annotations of a web library.
 */
@Configuration(proxyBeanMethods = false)
class OpenApi {
  private static final String JSON = "application/json";
  private static final String LOGIN = "login";

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .components(
            new Components()
                .addSecuritySchemes(
                    LOGIN,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("A token of the company's identity provider.")))
        .addSecurityItem(new SecurityRequirement().addList(LOGIN))
        .info(
            new Info()
                .title("Goalstream attainment service")
                .version("v1")
                .description(
                    "Where goals stand, what is behind each number, and each change as it happens."
                        + " Errors are problems as in RFC 9457, with errors that say what was found"
                        + " and what was expected."));
  }

  @Bean
  OpenApiCustomizer fieldsAndExamples(JsonMapper json) {
    Properties fields = fields();
    JsonNode examples = examples(json);
    return api -> {
      api.getComponents().getSchemas().forEach((name, schema) -> describe(name, schema, fields));
      api.getPaths()
          .forEach(
              (path, item) -> {
                if (examples.has(path)) {
                  show(item, json.treeToValue(examples.path(path), Map.class));
                }
              });
    };
  }

  /** A field is looked for by the name of its record first, then by its own alone. */
  private static void describe(String name, Schema<?> schema, Properties fields) {
    if (schema.getProperties() != null) {
      schema
          .getProperties()
          .forEach(
              (field, property) ->
                  property.setDescription(
                      fields.getProperty(name + "." + field, fields.getProperty(field))));
    }
  }

  private static void show(PathItem item, Map<?, ?> example) {
    for (Operation operation : item.readOperations()) {
      operation
          .getResponses()
          .values()
          .forEach(
              response -> {
                MediaType content =
                    response.getContent() == null ? null : response.getContent().get(JSON);
                if (content != null) {
                  content.setExample(example);
                }
              });
    }
  }

  private static Properties fields() {
    Properties fields = new Properties();
    try (InputStream file = open("openapi/fields.properties");
        InputStreamReader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      fields.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fields;
  }

  private static JsonNode examples(JsonMapper json) {
    try (InputStream file = open("openapi/examples.json")) {
      return json.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) throws IOException {
    return new ClassPathResource(path).getInputStream();
  }
}
