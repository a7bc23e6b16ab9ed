package io.goalstream.attainment.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.goalstream.testing.TestParts;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** A database of its own in the database of the test run, which converts as the service does. */
final class TestDatabase implements AutoCloseable {
  private final MongoClient client;
  private final MongoTemplate template;

  TestDatabase(String name) {
    String uri = TestParts.get().mongoUri();
    client = MongoClients.create(uri.substring(0, uri.lastIndexOf('/')));
    MongoCustomConversions conversions = new MongoConfiguration().mongoCustomConversions();
    MongoMappingContext context = new MongoMappingContext();
    context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
    context.afterPropertiesSet();
    MappingMongoConverter converter =
        new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
    converter.setCustomConversions(conversions);
    converter.afterPropertiesSet();
    template = new MongoTemplate(new SimpleMongoClientDatabaseFactory(client, name), converter);
    template.getDb().drop();
  }

  MongoTemplate template() {
    return template;
  }

  @Override
  public void close() {
    template.getDb().drop();
    client.close();
  }
}
