package io.goalstream.dashboard.rest;

import io.goalstream.dashboard.rest.Languages.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The one page, in the reader's language and direction from its first byte. */
@RestController
final class PageController {
  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

  private final Languages languages;
  private final String template;

  PageController(Languages languages) throws IOException {
    this.languages = languages;
    this.template =
        new ClassPathResource("page/index.html").getContentAsString(StandardCharsets.UTF_8);
  }

  @GetMapping("/")
  ResponseEntity<String> page(
      @RequestParam(name = "lang", required = false) @Nullable String asked,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String accepted) {
    Language language = languages.choose(asked, accepted);
    String page =
        template
            .replace("{{lang}}", HtmlUtils.htmlEscape(language.tag()))
            .replace("{{dir}}", HtmlUtils.htmlEscape(language.direction()))
            .replace("{{title}}", HtmlUtils.htmlEscape(language.title()))
            .replace("{{languages}}", options(language));
    return ResponseEntity.ok()
        .contentType(HTML)
        .cacheControl(CacheControl.noCache())
        .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
        .body(page);
  }

  private String options(Language chosen) {
    return languages.all().stream()
        .map(
            language ->
                "<option value=\"%1$s\" lang=\"%1$s\"%3$s>%2$s</option>"
                    .formatted(
                        HtmlUtils.htmlEscape(language.tag()),
                        HtmlUtils.htmlEscape(language.name()),
                        language.equals(chosen) ? " selected" : ""))
        .collect(Collectors.joining());
  }
}
