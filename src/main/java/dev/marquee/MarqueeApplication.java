package dev.marquee;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.graphql.autoconfigure.reactive.GraphQlWebFluxAutoConfiguration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Starts the server; beans carry their full class name, so that two modules may use the same word. */
@SpringBootApplication(
        exclude = GraphQlWebFluxAutoConfiguration.class,
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class MarqueeApplication {

    public static void main(String[] args) {
        SpringApplication.run(MarqueeApplication.class, args);
    }
}
