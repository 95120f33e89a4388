package dev.marquee.identity.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.util.Set;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens a token that one of the issuer's keys has signed with an asymmetric algorithm. */
@Component
class SignatureCheck implements Converter<JWT, Mono<JWTClaimsSet>> {

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final SigningKeys keys;

    SignatureCheck(SigningKeys keys) {
        this.keys = keys;
    }

    /** The claims; {@link BadJwtException} for a token that does not count, {@link JwtException} without keys. */
    @Override
    public Mono<JWTClaimsSet> convert(JWT token) {
        if (token.getHeader() instanceof JWSHeader header && ALGORITHMS.contains(header.getAlgorithm())) {
            return keys.matching(header)
                    .onErrorMap(failure -> new JwtException("The issuer's keys cannot be read", failure))
                    .map(found -> opened(token, found));
        }
        return Mono.error(new BadJwtException("The token is not signed with an algorithm that counts"));
    }

    private static JWTClaimsSet opened(JWT token, JWKSet found) {
        try {
            var processor = new DefaultJWTProcessor<SecurityContext>();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(found)));
            processor.setJWSTypeVerifier((type, context) -> {});
            processor.setJWTClaimsSetVerifier((claims, context) -> {});
            return processor.process(token, null);
        } catch (BadJOSEException | JOSEException failure) {
            throw new BadJwtException("The token's signature does not hold", failure);
        }
    }
}
