FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /source
COPY pom.xml mvnw ./
COPY schema schema
COPY src/main src/main
RUN ./mvnw -B -q -Dmaven.test.skip=true package \
 && java -Djarmode=tools -jar target/marquee-*.jar extract --layers --launcher --destination /layers

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home marquee
WORKDIR /app
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
USER marquee
EXPOSE 8080 8081
ENV MARQUEE_MANAGEMENT_ADDRESS=0.0.0.0
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 --enable-native-access=ALL-UNNAMED"
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]
