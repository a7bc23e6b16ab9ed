# The demo's identity provider, which ./run starts too.
FROM eclipse-temurin:25-jre
RUN ["useradd", "--system", "--uid", "10001", "--no-create-home", "--shell", "/usr/sbin/nologin", "goalstream"]
RUN ["install", "--directory", "--owner=10001", "/var/lib/goalstream"]
WORKDIR /app
COPY deploy/local/target/classes/ classes/
COPY deploy/local/target/lib/nimbus-jose-jwt-*.jar deploy/local/target/lib/jackson-*.jar lib/
USER 10001
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-cp", "classes:lib/*", "io.goalstream.local.Issuer", "/var/lib/goalstream/key.json", "8086", "0.0.0.0", "http://issuer:8086"]
