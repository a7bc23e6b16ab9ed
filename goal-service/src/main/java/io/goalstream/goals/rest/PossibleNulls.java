package io.goalstream.goals.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells from a record which fields may be null; the others are always there. */
final class PossibleNulls implements ModelConverter {
  private static final String NULL = "null";

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
    Schema<?> schema = others.hasNext() ? others.next().resolve(type, context, others) : null;
    Class<?> described = Json.mapper().constructType(type.getType()).getRawClass();
    if (schema != null && schema.get$ref() != null && described.isRecord()) {
      String name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
      Schema<?> known = context.getDefinedModels().get(name);
      if (known != null && known.getRequired() == null && isComplete(known, described)) {
        mark(known, described);
      }
    }
    return schema;
  }

  /** False for a record inside of itself, which is still being read. */
  private static boolean isComplete(Schema<?> schema, Class<?> described) {
    return schema.getProperties() != null
        && fields(described)
            .map(RecordComponent::getName)
            .allMatch(schema.getProperties()::containsKey);
  }

  /**
   * What is written of the record, with the fields of what is written without a name of its own.
   */
  private static Stream<RecordComponent> fields(Class<?> described) {
    return Stream.of(described.getRecordComponents())
        .flatMap(
            component ->
                component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                    ? fields(component.getType())
                    : Stream.of(component));
  }

  private static void mark(Schema<?> schema, Class<?> described) {
    for (RecordComponent component : fields(described).toList()) {
      Schema<?> property = Objects.requireNonNull(schema.getProperties().get(component.getName()));
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)
          || component.getType().equals(Optional.class)) {
        schema.getProperties().put(component.getName(), orNull(property));
      } else {
        schema.addRequiredItem(component.getName());
      }
    }
  }

  private static Schema<?> orNull(Schema<?> schema) {
    if (schema.get$ref() == null && schema.getEnum() == null) {
      schema.addType(NULL);
      return schema;
    }
    return schema.getAnyOf() != null
        ? schema
        : new JsonSchema().anyOf(List.of(schema, new JsonSchema().types(Set.of(NULL))));
  }
}
