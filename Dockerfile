FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /source
COPY pom.xml mvnw ./
COPY schema schema
COPY src/main src/main
RUN ./mvnw -B -q -Dmaven.test.skip=true package \
 && java -Djarmode=tools -jar target/marquee-*.jar extract --layers --application-filename marquee.jar --destination /layers

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home marquee
WORKDIR /app
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
# On few processors the JIT compiler is busy for minutes: less inlining nearly halves its work. The young generation grows
# only with a full collection, which may be long in coming. Netty looks for leaks of its buffers by sampling, which is for
# development. Which beans there are was decided when the jar was built (spring.aot.enabled). JDK_JAVA_OPTIONS overrides;
# PERFORMANCE.md has the figures.
ENV JAVA_TOOL_OPTIONS="-XX:+UseSerialGC -XX:+UseCompressedOops -Xms96m -XX:NewRatio=1 -XX:MaxRAMPercentage=50 -XX:FreqInlineSize=60 -XX:InlineSmallCode=800 -Dio.netty.leakDetection.level=disabled -Dspring.aot.enabled=true --enable-native-access=ALL-UNNAMED"
# The cache fits this very java, these very files and this kind of collector, so it is made here.
RUN --mount=type=bind,source=src/main/docker,target=/training /training/train.sh
USER marquee
EXPOSE 8080 8081
ENV MARQUEE_MANAGEMENT_ADDRESS=0.0.0.0
ENTRYPOINT ["java", "-XX:AOTCache=marquee.aot", "-jar", "marquee.jar"]
