package dev.marquee.dev.stripe;

import com.stripe.Stripe;
import dev.marquee.dev.stripe.http.Answer;
import dev.marquee.dev.stripe.http.ApiError;
import dev.marquee.dev.stripe.http.ApiKeys;
import dev.marquee.dev.stripe.http.Call;
import dev.marquee.dev.stripe.http.Call.Access;
import dev.marquee.dev.stripe.http.Call.Origin;
import dev.marquee.dev.stripe.http.Expansion;
import dev.marquee.dev.stripe.http.Fault;
import dev.marquee.dev.stripe.http.Faults;
import dev.marquee.dev.stripe.http.Idempotency;
import dev.marquee.dev.stripe.http.Params;
import dev.marquee.dev.stripe.http.Router;
import dev.marquee.dev.stripe.state.Ids;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The way of one {@code /v1} call: key, route, fault, idempotency, endpoint, events, answer. */
final class Api {

    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(\\.[a-z]+)?");

    private final ApiKeys keys;
    private final Router router;
    private final Faults faults;
    private final Idempotency idempotency;
    private final Expansion expansion;
    private final Changes changes;

    Api(ApiKeys keys, Router router, Faults faults, Idempotency idempotency, Expansion expansion, Changes changes) {
        this.keys = keys;
        this.router = router;
        this.faults = faults;
        this.idempotency = idempotency;
        this.expansion = expansion;
        this.changes = changes;
    }

    /** A call as it came in. */
    record Request(
            String method,
            String path,
            Params params,
            @Nullable String authorization,
            @Nullable String idempotencyKey,
            @Nullable String version) {}

    Answer handle(Request request) {
        String requestId = Ids.request();
        Answer answer;
        try {
            answer = route(request, requestId);
        } catch (ApiError error) {
            answer = error.answer();
        }
        String version = request.version() == null ? Stripe.API_VERSION : request.version();
        answer = answer.withHeader("Request-Id", requestId).withHeader("Stripe-Version", version);
        String key = request.idempotencyKey();
        return key == null ? answer : answer.withHeader("Idempotency-Key", key);
    }

    private Answer route(Request request, String requestId) {
        Access access = keys.identify(request.authorization(), request.params().text("key"));
        if (request.version() != null && !VERSION.matcher(request.version()).matches()) {
            throw ApiError.invalid("Invalid Stripe API version: " + request.version());
        }
        Router.Match match = router.find(request.method(), request.path()).orElseThrow(() -> unknownUrl(request));
        ApiKeys.require(match.access(), access);
        Call call = new Call(
                request.method(),
                request.path(),
                match.variables(),
                request.params(),
                access,
                new Origin(requestId, request.idempotencyKey()));
        return withIdempotency(call, match);
    }

    private Answer withIdempotency(Call call, Router.Match match) {
        Optional<Fault> fault = faults.take(call.method(), call.path());
        Optional<Answer> replayed = idempotency.begin(call);
        Answer kept = null;
        try {
            Optional<Answer> instead = fault.filter(f -> !f.afterwards()).flatMap(faults::strike);
            if (instead.isPresent()) {
                return instead.get();
            }
            Answer answer = replayed.orElse(null);
            if (answer == null) {
                Changes.Outcome outcome = changes.run(() -> run(call, match));
                answer = outcome.answer();
                kept = outcome.executed() ? answer : null;
            }
            return fault.filter(Fault::afterwards).flatMap(faults::strike).orElse(answer);
        } finally {
            if (replayed.isEmpty()) {
                idempotency.end(call, kept);
            }
        }
    }

    private Answer run(Call call, Router.Match match) {
        Expansion.check(call.params());
        return new Answer(200, expansion.apply(call.params(), match.endpoint().apply(call)));
    }

    private static ApiError unknownUrl(Request request) {
        return ApiError.of(
                404,
                "invalid_request_error",
                "Unrecognized request URL (%s: %s).".formatted(request.method(), request.path()));
    }
}
