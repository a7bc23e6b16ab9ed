package io.goalstream.goals.rest;

import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/**
 * The description of the API. What operations, parameters and fields mean, and an example of each
 * request and answer, stand in files under {@code openapi}: the doors stay free of them.
 */
@Configuration(proxyBeanMethods = false)
class OpenApi {
  private static final String LOGIN = "login";

  static {
    // Told from the login, not sent.
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Goalstream goal service")
                .version("v1")
                .description(
                    "People define goals, and everything that goals rest on. Amounts are in the"
                        + " metric's unit, shares are fractions (0.3 is 30 %), periods do not"
                        + " include their end. Errors are problems as in RFC 9457, with errors that"
                        + " say what was found and what was expected."))
        .components(
            new Components()
                .addSecuritySchemes(
                    LOGIN,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("A token of the company's identity provider.")))
        .addSecurityItem(new SecurityRequirement().addList(LOGIN));
  }

  @Bean
  ModelConverter possibleNulls() {
    return new PossibleNulls();
  }

  @Bean
  OpenApiCustomizer words(JsonMapper json) throws IOException {
    return Description.read(json);
  }
}
