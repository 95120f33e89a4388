package dev.marquee.identity.signin;

import dev.marquee.identity.session.CookieRefused;
import dev.marquee.identity.session.SignInCookie;
import dev.marquee.platform.errors.ErrorCode;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers calls whose sign-in failed, over HTTP and in the shape of a GraphQL error. */
@Component
class SignInAnswers
        implements ServerAuthenticationFailureHandler, ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    private static final String INVALID =
            "The access token is expired, malformed, signed out or not meant for this server.";

    private final SignInCookie cookie;

    SignInAnswers(SignInCookie cookie) {
        this.cookie = cookie;
    }

    @Override
    public Mono<Void> onAuthenticationFailure(WebFilterExchange exchange, AuthenticationException failure) {
        return commence(exchange.getExchange(), failure);
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        if (failure instanceof AuthenticationServiceException) {
            headers.set(HttpHeaders.RETRY_AFTER, "5");
            return answer(
                    exchange,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    ErrorCode.UNAVAILABLE,
                    "The sign-in cannot be checked at the moment.");
        }
        if (failure instanceof DisabledException) {
            return answer(exchange, HttpStatus.FORBIDDEN, ErrorCode.SUSPENDED, "This account is suspended or deleted.");
        }
        if (failure instanceof CookieRefused refused) {
            return answer(exchange, HttpStatus.FORBIDDEN, ErrorCode.FORBIDDEN, String.valueOf(refused.getMessage()));
        }
        if (failure instanceof ScopeMissing missing) {
            headers.set(
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Bearer error=\"insufficient_scope\", scope=\""
                            + missing.scope().claim() + "\"");
            return answer(exchange, HttpStatus.FORBIDDEN, ErrorCode.FORBIDDEN, String.valueOf(missing.getMessage()));
        }
        if (failure instanceof OAuth2AuthenticationException) {
            if (!exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)) {
                cookie.forget(exchange);
            }
            headers.set(
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Bearer error=\"invalid_token\", error_description=\"" + INVALID + "\"");
            return answer(exchange, HttpStatus.UNAUTHORIZED, ErrorCode.UNAUTHENTICATED, INVALID);
        }
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return answer(exchange, HttpStatus.UNAUTHORIZED, ErrorCode.UNAUTHENTICATED, "Sign in first.");
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
        return answer(exchange, HttpStatus.FORBIDDEN, ErrorCode.FORBIDDEN, "This is closed.");
    }

    private static Mono<Void> answer(ServerWebExchange exchange, HttpStatus status, ErrorCode code, String message) {
        var response = exchange.getResponse();
        response.setStatusCode(status);
        response.getHeaders().setContentType(contentType(exchange));
        response.getHeaders().setCacheControl("no-store");
        byte[] body = """
                {"errors":[{"message":"%s","extensions":{"code":"%s"}}]}""".formatted(message, code).getBytes(StandardCharsets.UTF_8);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static MediaType contentType(ServerWebExchange exchange) {
        String accepted = String.join(",", exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT));
        return accepted.contains(MediaType.APPLICATION_GRAPHQL_RESPONSE_VALUE)
                ? MediaType.APPLICATION_GRAPHQL_RESPONSE
                : MediaType.APPLICATION_JSON;
    }
}
