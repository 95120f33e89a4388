package dev.marquee.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.dev.MarqueeTest;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestConstructor;

/** Who may what, written down by hand: a directive that is changed by mistake agrees with itself, but not with this. */
@MarqueeTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class SurprisingAccessTests {

    private static final Set<String> PUBLIC = Set.of(
            "Query.categories",
            "Query.comparePlans",
            "Query.event",
            "Query.events",
            "Query.node",
            "Query.nodes",
            "Query.plan",
            "Query.plans",
            "Query.ticketKeys",
            "Subscription.eventStatus",
            "Subscription.ticketAvailability");

    private static final Set<String> PERSONAL = Set.of(
            "Mutation.acceptTeamInvitation",
            "Mutation.cancelOrder",
            "Mutation.declineTeamInvitation",
            "Mutation.deleteMyAccount",
            "Mutation.leaveTeam",
            "Mutation.logout",
            "Mutation.placeOrder",
            "Mutation.reportEvent",
            "Mutation.requestEvent",
            "Mutation.signInByCookie",
            "Mutation.updateProfile",
            "Mutation.withdrawEventRequest",
            "Query.exportMyData",
            "Query.me",
            "Query.myEventRequests",
            "Query.myEvents",
            "Query.myInvitations",
            "Query.myOrders",
            "Query.myTickets",
            "Query.order",
            "Subscription.eventRequestUpdates",
            "Subscription.orderStatus");

    private static final Set<String> DOOR =
            Set.of("Mutation.checkIn", "Mutation.undoCheckIn", "Query.checkIns", "Subscription.checkInFeed");

    private static final Set<String> OF_THE_TEAM = Set.of("Query.enabledFeatures");

    private static final Set<String> OF_MANAGERS = Set.of(
            "Mutation.changeTeamRole",
            "Mutation.createTicketType",
            "Mutation.deleteTicketType",
            "Mutation.inviteToTeam",
            "Mutation.publishEvent",
            "Mutation.removeFromTeam",
            "Mutation.unpublishEvent",
            "Mutation.updateEvent",
            "Mutation.updateTicketType",
            "Mutation.withdrawTeamInvitation",
            "Query.eventFeatures",
            "Query.eventOrders",
            "Query.team",
            "Query.teamInvitations");

    private static final Set<String> OF_THE_OWNER =
            Set.of("Mutation.cancelEvent", "Mutation.deleteEvent", "Mutation.transferOwnership");

    private static final Set<String> OF_ADMINISTRATORS = Set.of(
            "Mutation.approveEventRequest",
            "Mutation.createPlan",
            "Mutation.deletePlan",
            "Mutation.dismissEventReport",
            "Mutation.grantRole",
            "Mutation.reinstateUser",
            "Mutation.rejectEventRequest",
            "Mutation.removeEvent",
            "Mutation.retryDeadLetter",
            "Mutation.retryRefund",
            "Mutation.revokeRole",
            "Mutation.setEventFeatures",
            "Mutation.suspendUser",
            "Mutation.updatePlan",
            "Query.auditLog",
            "Query.deadLetters",
            "Query.eventReports",
            "Query.eventRequest",
            "Query.eventRequests",
            "Query.paymentMismatches",
            "Query.refunds",
            "Query.user",
            "Query.users");

    private static final Set<String> TICKETING =
            Set.of("Mutation.createTicketType", "Mutation.placeOrder", "Mutation.updateTicketType");

    /** As long as they make a manager, which the matrix has them do. */
    private static final Set<String> SUB_ADMINS =
            Set.of("Mutation.changeTeamRole", "Mutation.inviteToTeam", "Mutation.transferOwnership");

    private final AccessMatrix matrix;
    private final Scene scene;
    private final String sdl = GuardedSchema.sdl();

    SurprisingAccessTests(BeanFactory application, DatabaseClient database) throws IOException {
        this.scene = new Scene(database);
        this.matrix = new AccessMatrix(application, sdl, scene);
    }

    @Test
    void letsEverybodyPassWhereTheRoleOrTheMembershipSaysSo() {
        Scene.Stage stage = scene.withAll(Rule.features(sdl));

        assertThat(passed("nobody", stage)).isEqualTo(PUBLIC);
        assertThat(passed("a person", stage)).isEqualTo(union(PUBLIC, PERSONAL));
        assertThat(passed("the owner of another event", stage)).isEqualTo(union(PUBLIC, PERSONAL));
        assertThat(passed("an organizer", stage)).isEqualTo(union(PUBLIC, PERSONAL, Set.of("Mutation.createEvent")));
        assertThat(passed("a steward", stage)).isEqualTo(union(PUBLIC, PERSONAL, OF_THE_TEAM, DOOR));
        assertThat(passed("a steward of this gate", stage)).isEqualTo(union(PUBLIC, PERSONAL, OF_THE_TEAM, DOOR));
        assertThat(passed("a steward of another gate", stage))
                .as("sees the door, but neither admits nor takes back")
                .isEqualTo(union(PUBLIC, PERSONAL, OF_THE_TEAM, Set.of("Query.checkIns", "Subscription.checkInFeed")));
        assertThat(passed("a manager", stage)).isEqualTo(union(PUBLIC, PERSONAL, OF_THE_TEAM, DOOR, OF_MANAGERS));
        assertThat(passed("the owner", stage))
                .isEqualTo(union(PUBLIC, PERSONAL, OF_THE_TEAM, DOOR, OF_MANAGERS, OF_THE_OWNER));
        assertThat(passed("an administrator", stage))
                .isEqualTo(union(
                        PUBLIC,
                        PERSONAL,
                        Set.of("Mutation.createEvent"),
                        OF_THE_TEAM,
                        DOOR,
                        OF_MANAGERS,
                        OF_THE_OWNER,
                        OF_ADMINISTRATORS));
    }

    @Test
    void closesTheDoorAndTheShopWithoutTheirFeatures() {
        Scene.Stage stage = scene.withNone(Rule.features(sdl));

        assertThat(passed("nobody", stage)).isEqualTo(PUBLIC);
        Set<String> owner = union(PUBLIC, PERSONAL, OF_THE_TEAM, OF_MANAGERS, OF_THE_OWNER);
        owner.removeAll(TICKETING);
        owner.removeAll(SUB_ADMINS);
        assertThat(passed("the owner", stage)).isEqualTo(owner);
        assertThat(passed("an administrator", stage))
                .containsAll(DOOR)
                .containsAll(TICKETING)
                .containsAll(SUB_ADMINS);
    }

    private Set<String> passed(String visitor, Scene.Stage stage) {
        return Rule.of(sdl).stream()
                .filter(rule ->
                        matrix.outcome(rule, scene.visitor(visitor), stage).equals(Rule.PASSED))
                .map(Rule::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @SafeVarargs
    private static Set<String> union(Set<String> first, Set<String>... others) {
        Set<String> all = new TreeSet<>(first);
        for (Set<String> other : others) {
            all.addAll(other);
        }
        return all;
    }
}
