package io.goalstream.system;

import io.goalstream.local.BrokerSettings;
import io.goalstream.local.Part;
import java.util.Map;

/** How the system's parts get in at its broker. */
interface BrokerSecurity {
  /** Everybody gets in, as on one's own machine. */
  BrokerSecurity NONE =
      new BrokerSecurity() {
        @Override
        public BrokerSettings broker(int port, int controller) {
          return BrokerSettings.PLAIN;
        }

        @Override
        public void prepare(String bootstrapServers) {}

        @Override
        public Map<String, Object> client(String user, String bootstrapServers) {
          return Map.of("bootstrap.servers", bootstrapServers);
        }

        @Override
        public Part as(String user, Part part) {
          return part;
        }
      };

  /** The user that tests have, who may do everything. */
  String OPERATOR = "operator";

  BrokerSettings broker(int port, int controller);

  /** Lets users in, once the broker is there. */
  void prepare(String bootstrapServers);

  /** How a client gets in as that user. */
  Map<String, Object> client(String user, String bootstrapServers);

  /** The part as it signs in under that name. */
  Part as(String user, Part part);

  /** The service as a user of its own. */
  default Part service(Part part) {
    return as(part.name(), part);
  }
}
