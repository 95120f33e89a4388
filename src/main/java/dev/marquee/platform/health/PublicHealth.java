package dev.marquee.platform.health;

import java.util.List;
import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.webflux.actuate.endpoint.web.AbstractWebFluxEndpointHandlerMapping;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Health on the public port, where load balancers look for it; the rest of the actuator has a port of its own. */
@Component
class PublicHealth extends AbstractWebFluxEndpointHandlerMapping {

    PublicHealth(WebEndpointsSupplier endpoints) {
        super(new EndpointMapping("/actuator"), healthAmong(endpoints), EndpointMediaTypes.DEFAULT, null, false);
    }

    private static List<ExposableWebEndpoint> healthAmong(WebEndpointsSupplier endpoints) {
        return endpoints.getEndpoints().stream()
                .filter(endpoint -> endpoint.getEndpointId().equals(HealthEndpoint.ID))
                .toList();
    }

    @Override
    protected LinksHandler getLinksHandler() {
        return exchange -> Mono.empty();
    }
}
