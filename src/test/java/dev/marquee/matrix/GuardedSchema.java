package dev.marquee.matrix;

import dev.marquee.identity.access.AccessProbe;
import dev.marquee.platform.selection.CompiledField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.DefaultExecutionGraphQlService;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.security.authentication.ReactiveAuthenticationManager;

/** Schemas behind the application's wirings of access, features and constraints, with fetchers of the test's own. */
public final class GuardedSchema {

    private GuardedSchema() {}

    /** The text of the application's schema. */
    public static String sdl() throws IOException {
        StringBuilder sdl = new StringBuilder();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath:graphql/**/*.graphqls")) {
            sdl.append(file.getContentAsString(StandardCharsets.UTF_8)).append('\n');
        }
        return sdl.toString();
    }

    /** The schema of a text. */
    public static GraphQlSource of(BeanFactory application, String sdl, RuntimeWiringConfigurer fetchers) {
        var builder = GraphQlSource.schemaResourceBuilder()
                .schemaResources(new ByteArrayResource(sdl.getBytes(StandardCharsets.UTF_8)))
                .configureRuntimeWiring(fetchers)
                .exceptionResolvers(all(application, DataFetcherExceptionResolver.class))
                .subscriptionExceptionResolvers(all(application, SubscriptionExceptionResolver.class));
        all(application, RuntimeWiringConfigurer.class).stream()
                .filter(wiring -> !fetches(wiring))
                .forEach(builder::configureRuntimeWiring);
        return builder.build();
    }

    /** Calls a schema with the application's batch loaders and the given ones. */
    public static AccessProbe probe(BeanFactory application, GraphQlSource source, BatchLoaderRegistry... loaders) {
        DefaultExecutionGraphQlService service = new DefaultExecutionGraphQlService(source);
        service.addDataLoaderRegistrar(application.getBean(BatchLoaderRegistry.class));
        List.of(loaders).forEach(service::addDataLoaderRegistrar);
        return new AccessProbe(service, application.getBean(ReactiveAuthenticationManager.class));
    }

    private static boolean fetches(RuntimeWiringConfigurer wiring) {
        return wiring instanceof AnnotatedControllerConfigurer
                || wiring.getClass().getPackage().equals(CompiledField.class.getPackage());
    }

    private static <T> List<T> all(BeanFactory application, Class<T> type) {
        ObjectProvider<T> beans = application.getBeanProvider(type);
        return beans.orderedStream().toList();
    }
}
