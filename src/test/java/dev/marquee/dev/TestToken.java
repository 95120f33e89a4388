package dev.marquee.dev;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The claims of an access token in the making; every change gives a new one. */
public final class TestToken {

    private final Map<String, Object> claims;

    private TestToken(Map<String, Object> claims) {
        this.claims = claims;
    }

    static TestToken fresh() {
        UUID subject = UUID.randomUUID();
        Instant now = Instant.now();
        return new TestToken(Map.of())
                .claim("iss", TestTokens.ISSUER)
                .claim("aud", List.of(TestTokens.AUDIENCE, "account"))
                .claim("sub", subject.toString())
                .claim("iat", Date.from(now))
                .claim("exp", Date.from(now.plusSeconds(300)))
                .claim("jti", UUID.randomUUID().toString())
                .claim("typ", "Bearer")
                .claim("azp", "marquee-web")
                .claim("scope", "openid email profile marquee:read marquee:write")
                .claim("email", subject + "@marquee.test")
                .claim("email_verified", true)
                .claim("preferred_username", subject + "@marquee.test")
                .claim("name", "Test Person")
                .claim("locale", "en");
    }

    /** Sets a claim, or takes it out when the value is null. */
    public TestToken claim(String name, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new TestToken(changed);
    }

    public TestToken subject(String subject) {
        return claim("sub", subject);
    }

    public TestToken email(String email) {
        return claim("email", email).claim("preferred_username", email);
    }

    public TestToken name(String name) {
        return claim("name", name);
    }

    public TestToken roles(String... roles) {
        return claim("realm_access", Map.of("roles", List.of(roles)));
    }

    public TestToken expiresAt(Instant time) {
        return claim("exp", Date.from(time));
    }

    public TestToken issuer(String issuer) {
        return claim("iss", issuer);
    }

    public TestToken audience(String audience) {
        return claim("aud", List.of(audience));
    }

    /** Keycloak's token type: {@code Bearer} for access tokens, {@code ID} and {@code Refresh} for others. */
    public TestToken type(String type) {
        return claim("typ", type);
    }

    public String subject() {
        return String.valueOf(claims.get("sub"));
    }

    /** The token, signed as it should be. */
    public String signed() {
        return signedBy(TestTokens.KEY);
    }

    /** The token signed by a key that is not in the key set but claims the id of one that is. */
    public String signedByStranger() {
        return signedBy(TestTokens.STRANGER);
    }

    /** The token with {@code alg: none}. */
    public String unsigned() {
        return new PlainJWT(claimsSet()).serialize();
    }

    /** The rightly signed token with the signature cut off. */
    public String stripped() {
        String signed = signed();
        return signed.substring(0, signed.lastIndexOf('.') + 1);
    }

    /** The token signed by HS256 with the public key as the secret. */
    public String signedWithPublicKeyAsSecret() {
        try {
            return signedBy(
                    JWSAlgorithm.HS256,
                    new MACSigner(TestTokens.KEY.toRSAPublicKey().getEncoded()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signedBy(RSAKey key) {
        try {
            return signedBy(JWSAlgorithm.RS256, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signedBy(JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(TestTokens.KEY.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claimsSet());
        token.sign(signer);
        return token.serialize();
    }

    private JWTClaimsSet claimsSet() {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
        claims.forEach(builder::claim);
        return builder.build();
    }
}
