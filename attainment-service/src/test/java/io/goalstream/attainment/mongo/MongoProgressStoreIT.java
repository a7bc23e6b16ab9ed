package io.goalstream.attainment.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.ProgressStoreContractTest;
import io.goalstream.testing.TestParts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

class MongoProgressStoreIT extends ProgressStoreContractTest {
  private static final MongoClient CLIENT =
      MongoClients.create(withoutDatabase(TestParts.get().mongoUri()));
  private static final MongoTemplate MONGO = template();

  @BeforeAll
  static void anEmptyDatabase() {
    MONGO.getDb().drop();
  }

  @AfterAll
  static void close() {
    MONGO.getDb().drop();
    CLIENT.close();
  }

  @Override
  protected ProgressStore empty() {
    ProgressStore store = new MongoProgressStore(MONGO);
    store.clear();
    return store;
  }

  /** Converts as the service does. */
  private static MongoTemplate template() {
    MongoCustomConversions conversions = new MongoConfiguration().mongoCustomConversions();
    MongoMappingContext context = new MongoMappingContext();
    context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
    context.afterPropertiesSet();
    MappingMongoConverter converter =
        new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
    converter.setCustomConversions(conversions);
    converter.afterPropertiesSet();
    return new MongoTemplate(
        new SimpleMongoClientDatabaseFactory(CLIENT, "progress-store-it"), converter);
  }

  private static String withoutDatabase(String uri) {
    return uri.substring(0, uri.lastIndexOf('/'));
  }
}
