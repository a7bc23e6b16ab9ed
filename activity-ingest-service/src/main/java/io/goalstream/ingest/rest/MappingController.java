package io.goalstream.ingest.rest;

import io.goalstream.ingest.application.Mappings;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.domain.table.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Keeps mappings of files by name. */
@RestController
@RequestMapping("/api/v1/mappings")
class MappingController {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{1,100}");

  private final Mappings mappings;

  MappingController(Mappings mappings) {
    this.mappings = mappings;
  }

  @GetMapping
  Map<String, Map<String, Object>> all() {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    mappings.all().forEach((name, mapping) -> all.put(name, MappingJson.written(mapping)));
    return all;
  }

  @GetMapping("/{name}")
  Map<String, Object> one(@PathVariable String name) {
    return MappingJson.written(find(mappings, name));
  }

  static Mapping find(Mappings mappings, String name) {
    return mappings
        .find(name)
        .orElseThrow(
            () ->
                new UnknownException(
                    "mapping", name, "one of those that GET /api/v1/mappings shows"));
  }

  @PutMapping("/{name}")
  Map<String, Object> save(@PathVariable String name, @RequestBody JsonNode body) {
    if (!NAME.matcher(name).matches()) {
      throw RefusedException.misshapen(
          List.of(
              new Violation("name", name, "at most 100 letters, digits, points, strokes or bars")));
    }
    Mapping mapping = MappingJson.read(body);
    mappings.save(name, mapping);
    return MappingJson.written(mapping);
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable String name) {
    find(mappings, name);
    mappings.delete(name);
  }
}
