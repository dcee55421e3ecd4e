import SQLite
import Testing
import TestSupport

@testable import Store

@Suite("Where the people of an audience are")
struct AudiencePlacesTests {
    let fixture: Fixture
    var store: MessageStore { fixture.store }
    init() throws { fixture = try Fixture() }

    private func invite(
        _ rows: [(String, zone: String?, region: String?)],
        _ event: String = "meeting"
    ) throws {
        let records = rows.map { row in
            var record = InviteeRecord(email: row.0)
            (record.timeZone, record.region) = (row.zone, row.region)
            return record
        }
        try store.importInvitees(records, event: event)
    }

    private func names(_ places: [AudiencePlace]) -> [String] {
        places.map { "\($0.timeZone ?? "–") \($0.region ?? "–")" }
    }

    @Test("each place that rows name comes once, whoever is there; an empty name is none")
    func possible() throws {
        try invite([
            ("a@example.org", nil, "77"), ("b@example.org", nil, "77"), ("c@example.org", "Asia/Omsk", "55"),
            ("d@example.org", nil, nil), ("e@example.org", "", ""), ("f@example.org", "Asia/Omsk", nil),
            ("g@example.org", nil, "01"),
        ])
        try invite([("h@example.org", nil, "99")], "other")
        let places = try store.possiblePlaces(of: .invitees, event: "meeting")
        #expect(names(places) == ["– –", "– 01", "– 77", "Asia/Omsk –", "Asia/Omsk 55"])
        #expect(try store.possiblePlaces(of: .invitees, event: "nothing").isEmpty)
    }

    @Test("registrations are asked by their status")
    func statuses() throws {
        for (address, status, region) in [
            ("a@example.org", "registered", "77"), ("b@example.org", "confirmed", "41"),
            ("c@example.org", "cancelled", "25"), ("d@example.org", "waitlisted", "01"),
        ] {
            try fixture.register(address) {
                $0.status = status
                $0.region = region
            }
        }
        #expect(names(try store.possiblePlaces(of: .registered, event: "meeting")) == ["– 41", "– 77"])
        let waiting = AudienceQuery.registrations(statuses: ["waitlisted"])
        #expect(names(try store.possiblePlaces(of: waiting, event: "meeting")) == ["– 01"])
    }

    @Test("whether somebody of the audience is there is asked of the rows")
    func there() throws {
        try invite([("a@example.org", nil, "77"), ("b@example.org", nil, "41")])
        try fixture.register("b@example.org")
        let places = try store.possiblePlaces(of: .unanswered(.addressAlone), event: "meeting")
        #expect(names(places) == ["– 41", "– 77"])
        func there(_ admits: (PersonRow) -> Bool = { _ in true }) throws -> [Bool] {
            try places.map {
                try store.hasPeople(.unanswered(.addressAlone), event: "meeting", at: $0, where: admits)
            }
        }
        #expect(try there() == [false, true])
        #expect(try there { $0.name != nil } == [false, false])
    }

    @Test("a place with very many rows of nobody who is of the audience is not read to its end")
    func bound() throws {
        let most = MessageStore.askedAtPlace
        try fixture.owner.run(
            """
            WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)
            INSERT INTO invitees (event, email, person_key, region)
            SELECT 'meeting', n || '@example.org', n || '@example.org', CASE WHEN n <= ? THEN '77' ELSE '41' END FROM n
            """,
            2 * most + 1,
            most
        )
        var asked = 0
        func isThere(_ region: String) throws -> Bool {
            asked = 0
            let place = AudiencePlace(timeZone: nil, region: region, count: 0)
            return try store.hasPeople(.invitees, event: "meeting", at: place) { _ in
                asked += 1
                return false
            }
        }
        #expect(try !isThere("77") && asked == most)
        #expect(try isThere("41") && asked == most)
    }

    @Test("from one place to the next it is one step of an index, however many people are there")
    func plans() throws {
        let invitees = try fixture.steps(MessageStore.inviteesAtPlace)
        #expect(invitees == ["SEARCH p USING INDEX invitees_places (event=? AND <expr>=? AND <expr>=?)"])
        let registrations = try fixture.steps(MessageStore.registrationsAtPlace)
        #expect(
            registrations.first
                == "SEARCH p USING INDEX registrations_places (event=? AND status=? AND <expr>=? AND <expr>=?)"
        )
        let zone = Schema.zoneKey("")
        let step = try fixture.steps("SELECT min(\(zone)) FROM invitees WHERE event = ?1 AND \(zone) > ?2")
        #expect(step == ["SEARCH invitees USING INDEX invitees_places (event=? AND <expr>>?)"])
    }
}
