package dev.marquee.platform.arguments;

import java.util.concurrent.Executor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolverComposite;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;

/** Calls controllers as Spring Boot sets it up, but binds inputs with {@link RecordArguments} first. */
@Configuration(proxyBeanMethods = false)
class ArgumentConfiguration {

    @Bean
    AnnotatedControllerConfigurer annotatedControllerConfigurer(
            @Qualifier("applicationTaskExecutor") ObjectProvider<Executor> executors,
            ObjectProvider<HandlerMethodArgumentResolver> resolvers) {
        ConversionService conversions = ApplicationConversionService.getSharedInstance();
        AnnotatedControllerConfigurer controllers = new RecordsFirst(conversions);
        controllers.configureBinder(options -> options.conversionService(conversions));
        executors.ifAvailable(controllers::setExecutor);
        resolvers.orderedStream().forEach(controllers::addCustomArgumentResolver);
        return controllers;
    }

    private static final class RecordsFirst extends AnnotatedControllerConfigurer {

        private final ConversionService conversions;

        private RecordsFirst(ConversionService conversions) {
            this.conversions = conversions;
        }

        @Override
        protected HandlerMethodArgumentResolverComposite initArgumentResolvers() {
            HandlerMethodArgumentResolverComposite usual = super.initArgumentResolvers();
            HandlerMethodArgumentResolverComposite all = new HandlerMethodArgumentResolverComposite();
            all.addResolver(new RecordArguments(conversions, usual));
            usual.getResolvers().forEach(all::addResolver);
            return all;
        }
    }
}
