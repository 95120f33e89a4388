package dev.marquee.identity.privacy;

import dev.marquee.identity.Caller;
import java.util.List;
import java.util.Map;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** The caller's own data and account. */
@Controller
class AccountController {

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The schema's {@code DeleteMyAccountInput}. */
    record DeleteMyAccountInput(String email) {}

    @QueryMapping
    Mono<Map<String, List<Map<String, Object>>>> exportMyData(Caller caller) {
        return accounts.export(caller.id());
    }

    @MutationMapping
    Mono<AccountResult> deleteMyAccount(@Argument DeleteMyAccountInput input, Caller caller) {
        return accounts.delete(input.email(), caller);
    }
}
