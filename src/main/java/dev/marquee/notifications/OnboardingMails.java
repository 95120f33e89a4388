package dev.marquee.notifications;

import dev.marquee.onboarding.EventRequestDecided;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people hear while they come aboard. */
@Configuration(proxyBeanMethods = false)
class OnboardingMails {

    @Bean
    EventRequestMail eventRequestApprovedMail(PersonalMails mails) {
        return new EventRequestMail(EventRequestDecided.APPROVED, "event-request-approved", mails);
    }

    @Bean
    EventRequestMail eventRequestRejectedMail(PersonalMails mails) {
        return new EventRequestMail(EventRequestDecided.REJECTED, "event-request-rejected", mails);
    }
}
