package dev.marquee.platform.paging;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.graphql.data.pagination.CursorEncoder;
import org.springframework.graphql.data.pagination.CursorStrategy;
import org.springframework.graphql.data.pagination.EncodingCursorStrategy;

/**
 * Keeps Spring Data's paging away from connection fields: a {@link Page} is a connection as it stands. Spring Boot would
 * wrap each of these fields in an adapter that knows no page but Spring Data's, unless no position is supported.
 */
@Configuration(proxyBeanMethods = false)
class OwnPaging {

    @Bean
    EncodingCursorStrategy<ScrollPosition> cursorStrategy() {
        return CursorStrategy.withEncoder(new NoScrolling(), CursorEncoder.noOpEncoder());
    }

    private static final class NoScrolling implements CursorStrategy<ScrollPosition> {

        @Override
        public boolean supports(Class<?> targetType) {
            return false;
        }

        @Override
        public String toCursor(ScrollPosition position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ScrollPosition fromCursor(String cursor) {
            throw new UnsupportedOperationException();
        }
    }
}
