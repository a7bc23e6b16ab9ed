package io.goalstream.attainment.rest;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description of the API begins with. */
@Configuration(proxyBeanMethods = false)
class OpenApi {

  @Bean
  OpenAPI description() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Goalstream attainment service")
                .version("v1")
                .description(
                    "Where goals stand, what is behind each number, and each change as it happens."
                        + " Errors are problems as in RFC 9457, with errors that say what was found"
                        + " and what was expected."));
  }
}
