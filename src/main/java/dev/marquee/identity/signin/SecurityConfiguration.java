package dev.marquee.identity.signin;

import dev.marquee.identity.session.RequestTokens;
import dev.marquee.platform.SocketAuthenticator;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import reactor.core.publisher.Mono;

/**
 * Signs callers in by bearer token, in a header or a cookie, without sessions. Which GraphQL field is open to whom, the access directives
 * decide. The actuator is open on the management port, which serves nothing else; of it, the public port has health only.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    @Bean
    ReactiveJwtDecoder jwtDecoder(SignatureCheck signatures, IdentitySettings settings, Clock clock) {
        NimbusReactiveJwtDecoder decoder = new NimbusReactiveJwtDecoder(signatures);
        decoder.setJwtValidator(TokenRules.of(settings, clock));
        return new KnownTokens(decoder, TokenRules.times(settings, clock));
    }

    /** Turns a bearer token into a caller; {@link AuthenticationServiceException} when that cannot be told now. */
    @Bean
    ReactiveAuthenticationManager tokenAuthentication(ReactiveJwtDecoder decoder, CallerConverter callers) {
        var manager = new JwtReactiveAuthenticationManager(decoder);
        manager.setJwtAuthenticationConverter(callers);
        return token -> manager.authenticate(token)
                .onErrorMap(
                        failure -> !(failure instanceof AuthenticationException),
                        failure -> new AuthenticationServiceException("The sign-in cannot be checked", failure));
    }

    /** Requests are observed as a whole; every filter by itself would be wrapped twice. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ServerWebExchangeFirewall firewall() {
        return new EndpointFirewall();
    }

    @Bean
    SocketAuthenticator socketAuthenticator(ReactiveAuthenticationManager tokens) {
        return token -> tokens.authenticate(new BearerTokenAuthenticationToken(token));
    }

    @Bean
    SecurityWebFilterChain security(
            ServerHttpSecurity http,
            ReactiveAuthenticationManager manager,
            RequestTokens tokens,
            SignInAnswers answers) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .oauth2ResourceServer(resources -> resources
                        .authenticationManagerResolver(exchange -> Mono.just(manager))
                        .bearerTokenConverter(tokens)
                        .authenticationFailureHandler(answers)
                        .authenticationEntryPoint(answers)
                        .accessDeniedHandler(answers))
                .exceptionHandling(
                        faults -> faults.authenticationEntryPoint(answers).accessDeniedHandler(answers))
                .authorizeExchange(paths -> paths.anyExchange().access(new PortAccess()))
                .build();
    }
}
