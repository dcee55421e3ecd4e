import Intake
import Mail
import TestSupport

/// A bed whose letters say in their subject all that a registration is.
struct ToldBed {
    let bed: Bed
    let intake = KillableIntake.Maker()
    /// Whether there is a letter for an event that is called off.
    let canBeCalledOff: Bool

    static let event = #"tell: ["name", "email", "organization"],"#
    static let notifications = """
        { name: "confirmation", on: "registered", calendar: "request" }, { name: "waitlist", on: "waitlisted" },
        { name: "cancellation", on: "cancelled", calendar: "cancel" },
        { name: "change", on: "changed", settle: "2m", undo: "10m", calendar: "request" },
        """

    init(
        _ script: Script = .friendly,
        more notifications: String = "",
        event: String = "",
        settings change: (inout Bed.Settings) -> Void = { _ in }
    ) throws {
        canBeCalledOff = notifications.contains("event-cancelled")
        bed = try Bed(script) {
            $0.notifications = Self.notifications + notifications
            $0.event = #"venue: { en: "V1" }, "# + Self.event + event
            $0.configuration = "limits: { perAddressPerDay: 0 },"
            $0.templates = [:]
            for match in $0.notifications.matches(of: /name: "([^"]+)"/) {
                $0.templates["\(match.1).en"] = """
                    Subject: \(match.1)|{{registration.status}}|{{registration.organization}}|{{event.starts}}|{{event.venue}}

                    Some letter.

                    """
            }
            if let invitation = $0.templates["invitation.en"] {
                $0.templates["invitation.en"] = invitation.replacing("registration", with: "invitee")
                    .replacing("invitee.status", with: "invitee.id")
            }
            change(&$0)
        }
        bed.makeIntake = intake.make
    }

    /// Registers with an organization, which every letter tells.
    @discardableResult
    func register(
        _ email: String,
        _ status: String = "registered",
        organization: String = "Lib"
    ) throws -> Int64 {
        try bed.webSite.run(
            "INSERT INTO registrations (event, email, status, organization) VALUES ('meeting', ?, ?, ?)",
            email,
            status,
            organization
        )
        return bed.webSite.lastInsertedID
    }

    func set(_ id: Int64, _ assignment: String) throws {
        try bed.webSite.run("UPDATE registrations SET \(assignment) WHERE id = ?", id)
    }

    /// Moves the event; `reload` or a start tells the engine.
    func move(starts: String? = nil, venue: String = "V1", isCalledOff: Bool = false) throws {
        try bed.change {
            if let starts { $0.starts = "\(starts)T10:00" }
            let state = isCalledOff ? "cancelled" : "open"
            $0.event = #"venue: { en: "\#(venue)" }, state: "\#(state)", "# + Self.event
        }
    }

    /// Sends what is due now, and what is due when changes have settled and mailings may not be undone any more.
    func settle() throws {
        try bed.drain()
        bed.clock.advance(by: .seconds(3 * 60))
        try bed.drain()
        bed.clock.advance(by: .seconds(11 * 60))
        try bed.drain()
    }

    /// All letters as the database has them, for a failure's comment.
    var story: String {
        let rows = try? bed.rows(
            """
            SELECT printf('%d %s %d %s %s %s %s v%s.%s f%s %s %d made %d %s', id, notification, round, person_key, state,
                cause, tells, registration_id, version, facts, entry, sequence, created_at / 1000, reason)
            FROM messages ORDER BY id
            """
        )
        let attempts = try? bed.rows(
            "SELECT printf('attempt %d at %d: %s %s %s', message, at / 1000, kind, outcome, note) FROM attempts ORDER BY id"
        )
        let versions = try? bed.rows(
            """
            SELECT printf('version %d.%d %s %s %s until %d', registration_id, version, person_key, status, organization,
                replaced_at / 1000) FROM versions UNION ALL
            SELECT printf('version %d.%d %s %s %s since %d', id, version, person_key, status, organization, seen_at / 1000)
            FROM registrations ORDER BY 1
            """
        )
        return ((rows ?? []) + (versions ?? []) + (attempts ?? []) + bed.notices).joined(separator: "\n")
    }

    func postbox(_ person: String) -> Postbox {
        Postbox(of: Address.identity(of: person), in: bed.relay.messages)
    }

    /// The kinds of letters that a person has got.
    func kinds(_ person: String) -> [String] { postbox(person).letters.map(\.kind) }
}

/// An intake that can be killed and is made anew, as its process is.
final class KillableIntake: IntakeSource {
    /// Keeps hold of the intake that was made last.
    final class Maker {
        private(set) var last: KillableIntake?

        var make: (String) -> any IntakeSource {
            { path in
                let intake = KillableIntake(path: path)
                self.last = intake
                return intake
            }
        }
    }

    private let path: String
    private var inner: LocalIntake
    /// Whether it dies before it settles what was consumed.
    var diesAtSettling = false
    /// Whether it dies before it writes what became of letters.
    var diesAtPublishing = false
    private var confirmed: Int64 = 0

    init(path: String) {
        self.path = path
        inner = LocalIntake(path: path)
    }

    func kill() {
        confirmed = max(confirmed, inner.published)
        inner.close()
        inner = LocalIntake(path: path)
    }

    var descriptor: Int32 { inner.descriptor }
    func take() -> [IntakeChange] { inner.take() }
    var isCaughtUp: Bool { inner.isCaughtUp }

    func settle(_ changes: [IntakeChange]) {
        if diesAtSettling {
            diesAtSettling = false
            kill()
        } else {
            inner.settle(changes)
        }
    }

    func publish(_ statuses: [DeliveryStatus], ticket: Int64) {
        if diesAtPublishing {
            diesAtPublishing = false
            kill()
        }
        inner.publish(statuses, ticket: ticket)
    }

    var published: Int64 { max(confirmed, inner.published) }
    var roomForStatuses: Int { inner.roomForStatuses }
    func erase(_ registrations: [Int64]) { inner.erase(registrations) }
    var unerased: Int { inner.unerased }
    func readAgain() { inner.readAgain() }
    var condition: IntakeCondition { inner.condition }
    func tend(now: Int64) { inner.tend(now: now) }
    func close() { inner.close() }
}
