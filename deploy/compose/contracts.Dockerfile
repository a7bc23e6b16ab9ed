# The job that creates topics and registers schemas; it runs once and ends.
FROM eclipse-temurin:25-jre
RUN ["useradd", "--system", "--uid", "10001", "--no-create-home", "--shell", "/usr/sbin/nologin", "goalstream"]
WORKDIR /app
COPY schemas/target/lib/ lib/
COPY schemas/target/schemas-*.jar lib/
USER 10001
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-cp", "lib/*", "io.goalstream.schemas.deployment.ContractInstaller"]
