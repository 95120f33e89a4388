package dev.marquee.platform.transport.http;

import dev.marquee.platform.PlatformSettings;
import dev.marquee.platform.threads.HomeLoop;
import dev.marquee.platform.transport.TransportSettings;
import java.net.URI;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.AbortedException;

/** The endpoint {@code /graphql}, who may call it from a page of another origin, and how slowly. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> graphQlRoutes(GraphQlEndpoint endpoint) {
        return RouterFunctions.route()
                .POST("/graphql", endpoint::post)
                .GET("/graphql", endpoint::get)
                .route(
                        RequestPredicates.path("/graphql"),
                        request -> ServerResponse.status(HttpStatus.METHOD_NOT_ALLOWED)
                                .allow(HttpMethod.GET, HttpMethod.POST)
                                .build())
                .build();
    }

    @Bean
    NettyServerCustomizer requestDeadlines(TransportSettings settings) {
        return server -> server.doOnChannelInit((observer, channel, remote) -> {
            if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, null, new RequestDeadline(settings));
            }
        });
    }

    /** Who hangs up in the middle of a request is no fault of the server. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter hangingUp() {
        return (exchange, chain) -> chain.filter(exchange).onErrorComplete(AbortedException.class);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter homeLoops() {
        return (exchange, chain) -> chain.filter(exchange)
                .contextWrite(context ->
                        HomeLoop.in(context, HomeLoop.channelOf(exchange).eventLoop()));
    }

    @Bean
    CorsConfiguration graphQlCors(TransportSettings settings, ObjectProvider<PlatformSettings> platform) {
        var cors = new CorsConfiguration();
        settings.allowedOrigins().forEach(cors::addAllowedOrigin);
        platform.ifAvailable(known -> cors.addAllowedOrigin(origin(known.publicUrl())));
        cors.setAllowedMethods(List.of("GET", "POST"));
        cors.setAllowedHeaders(List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.AUTHORIZATION, "X-Request-Id"));
        cors.setExposedHeaders(List.of("X-Request-Id", HttpHeaders.RETRY_AFTER));
        cors.setMaxAge(3600L);
        return cors;
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 20)
    CorsWebFilter corsFilter(CorsConfiguration graphQlCors) {
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", graphQlCors);
        return new CorsWebFilter(source);
    }

    /** The server's own pages, which behind a proxy have another origin than the server sees. */
    private static String origin(URI publicUrl) {
        return publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
    }
}
