package io.goalstream.system;

import io.goalstream.local.Part;
import io.goalstream.local.Parts;

/** What the services rest on. */
enum Foundation {
  BROKER,
  REGISTRY,
  DATABASE,
  ISSUER;

  String title() {
    return switch (this) {
      case BROKER -> "broker";
      case REGISTRY -> "schema registry";
      case DATABASE -> "database";
      case ISSUER -> "issuer";
    };
  }

  Part in(Parts parts) {
    return switch (this) {
      case BROKER -> parts.broker();
      case REGISTRY -> parts.registry();
      case DATABASE -> parts.database();
      case ISSUER -> parts.issuer();
    };
  }
}
