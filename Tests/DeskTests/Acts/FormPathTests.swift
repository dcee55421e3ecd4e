import Acts
import Foundation
import HTTP
import SQLite
import Store
import TestSupport
import Testing
import WebSupport

@Suite("What may be done, by forms alone")
struct FormPathTests {
    /// A form of a page, as a browser sends it once its button is pressed.
    private func form(_ page: PageReading, _ action: String) throws -> Query {
        let start = try #require(
            page.elements.firstIndex { $0.name == "form" && $0.attributes["action"] == action },
            "\(action): \(page.all("form").map(\.attributes))"
        )
        let rest = page.elements[(start + 1)...].prefix { $0.name != "form" }
        return Query(
            rest.filter { $0.name == "input" }.compactMap { input in
                input.attributes["name"].map { ($0, input.attributes["value"] ?? "") }
            }
        )
    }

    private func office() throws -> (Office, ActServer) {
        let office = try Office(Office.users)
        try office.fill()
        let time = office.time
        let server = try ActServer(
            path: office.web.settings.actsPath(database: office.folder.path("vestnik.db")),
            configuration: office.folder.path("vestnik.json5"),
            environment: [:],
            now: { time.withLock { $0 } }
        )
        return (office, server)
    }

    @Test("without a script: look, log in, come back, retry a letter, read what came of it")
    func retry() throws {
        let (office, server) = try office()
        defer { server.stop() }
        let id = (MessageState.allCases.firstIndex(of: .bounced) ?? 0) + 1
        let refused = try office.ask(.get, "/messages/\(id)")
        #expect(refused.status == 401)
        let login = try PageReading(refused.text).all("a").compactMap { $0.attributes["href"] }.first {
            $0.hasPrefix("/login")
        }
        var fields = try form(try office.page(try #require(login)), "/login")
            .items
            .map { ($0.name, $0.value) }.filter { $0.0 == "back" }
        fields += [("name", "anna"), ("password", "secret")]
        let answer = try office.form("/login", Query(fields))
        #expect(answer.status == 303)
        let back = try #require(answer.headers["Location"])
        #expect(back == "/messages/\(id)")
        let cookie = try #require(answer.headers["Set-Cookie"]?.split(separator: ";").first)
        let headers: Fields = ["Cookie": String(cookie)]
        let page = try office.page(back, headers)
        let done = try office.form("/acts/retry", try form(page, "/acts/retry"), headers)
        #expect(done.status == 303, "\(done.text)")
        let after = try office.page(try #require(done.headers["Location"]), headers)
        #expect(after.elements.contains { $0.attributes["class"] == "told" && !$0.text.isEmpty })
        let store = try MessageStore(path: office.folder.path("vestnik.db"), access: .readOnly)
        #expect(try store.message(id: Int64(id))?.state == .queued)
        #expect(try store.attempts(of: Int64(id)).last?.actor == "anna (web)")
        // What was told is told once.
        #expect(try office.page(back, headers).elements.allSatisfy { $0.attributes["class"] != "told" })
    }

    @Test("a mailing is approved on its event's page, and a second time it is not")
    func approve() throws {
        let (office, server) = try office()
        defer { server.stop() }
        let headers = try office.logIn("anna")
        let page = try office.page("/events/meeting", headers)
        let fields = try form(page, "/acts/approve")
        #expect(fields["event"] == "meeting" && fields["notification"] == "invitation")
        let done = try office.form("/acts/approve", fields, headers)
        #expect(done.status == 303, "\(done.text)")
        let store = try MessageStore(path: office.folder.path("vestnik.db"), access: .readOnly)
        #expect(try store.mailing("meeting", "invitation")?.state != .awaitingApproval)
        let after = try office.page("/events/meeting", headers)
        #expect(after.all("form").allSatisfy { $0.attributes["action"] != "/acts/approve" })
        #expect(try office.form("/acts/approve", fields, headers).status != 303)
    }

    @Test(
        "an address is put right in the site's file, once, and the log says by whom; a stale page changes nothing"
    )
    func correct() throws {
        let (office, server) = try office()
        defer { server.stop() }
        let site = try Connection(path: office.folder.path("registrations.db"), mode: .readWrite)
        try site.run("INSERT INTO registrations (id, event, email) VALUES (1, 'meeting', 'anna@gmial.com')")
        try office.sql(
            "UPDATE registrations SET email = 'anna@gmial.com', person_key = 'anna@gmial.com' WHERE id = 1"
        )
        let id = (MessageState.allCases.firstIndex(of: .bounced) ?? 0) + 1
        try office.sql("UPDATE messages SET registration_id = 1 WHERE id = \(id)")
        let headers = try office.logIn("anna")
        let page = try office.page("/messages/\(id)", headers)
        let fields = try form(page, "/acts/correct")
        // What seems to be meant stands in the field already.
        #expect(fields["address"] == "anna@gmail.com" && fields["former"] == "anna@gmial.com")
        let done = try office.form("/acts/correct", fields, headers)
        #expect(done.status == 303, "\(done.text)")
        #expect(
            try site.first("SELECT email FROM registrations WHERE id = 1", read: { $0.text(0) })
                == "anna@gmail.com"
        )
        let store = try MessageStore(path: office.folder.path("vestnik.db"), access: .readOnly)
        let act = try store.acts(about: "anna@gmial.com").first
        #expect(act?.outcome == "redirected" && act?.actor == "anna (web)")
        #expect(act?.note == "anna@gmial.com → anna@gmail.com")
        #expect(try office.form("/acts/correct", fields, headers).status == 409)
        // What is no address is none in the site's file either.
        let wrong = Query(fields.items.map { ($0.name, $0.name == "address" ? "anna at home" : $0.value) })
        #expect(try office.form("/acts/correct", wrong, headers).status == 422)
        #expect(try store.acts(about: "anna@gmial.com").count == 1)
    }

    @Test(
        "an invitee's address is put right in the list; what waits goes there, what came back goes once more"
    )
    func correctInvitee() throws {
        let (office, server) = try office()
        defer { server.stop() }
        let now = office.time.withLock { $0 }
        try office.sql(
            """
            INSERT INTO invitees (id, event, email, person_key, name) VALUES (7, 'meeting', 'olga@gmial.com', 'olga@gmial.com', 'Olga');
            INSERT INTO mailings (id, event, notification, lane, due_at, expires_at, nominal_at, planned_at, state, audience,
                approvers, frozen_at, created_at, updated_at)
            SELECT 9, 'meeting', 'last', 2, \(now), \(now + 1_000_000), 0, 0, 'awaiting_approval', 0, 1, \(now), 0, 0;
            INSERT INTO messages (id, event, notification, lane, person_key, domain, email, state, cause, invitee_id, mailing_id,
                due_at, ready_at, expires_at, created_at, updated_at)
            VALUES (100, 'meeting', 'invitation', 2, 'olga@gmial.com', 'gmial.com', 'olga@gmial.com', 'bounced', NULL, 7, NULL,
                    \(now), \(now), \(now + 1_000_000), \(now), \(now)),
                (101, 'meeting', 'last', 2, 'olga@gmial.com', 'gmial.com', 'olga@gmial.com', 'held', 'awaits_approval', 7, 9,
                    \(now), \(now), \(now + 1_000_000), \(now), \(now));
            """
        )
        let headers = try office.logIn("anna")
        for target in ["/messages/100", "/people?address=olga@gmial.com"] {
            let page = try office.page(target, headers)
            let fields = try form(page, "/acts/correct-invitee")
            #expect(fields["address"] == "olga@gmail.com" && fields["former"] == "olga@gmial.com")
        }
        let fields = try form(try office.page("/messages/100", headers), "/acts/correct-invitee")
        let done = try office.form("/acts/correct-invitee", fields, headers)
        #expect(done.status == 303, "\(done.text)")
        let store = try MessageStore(path: office.folder.path("vestnik.db"), access: .readOnly)
        #expect(try store.person(.invitee, id: 7)?.email == "olga@gmail.com")
        #expect(try store.person(.invitee, id: 7)?.personKey == "olga@gmail.com")
        // What waits for approval waits for it at the new address.
        let waiting = try #require(try store.message(id: 101))
        #expect(
            waiting.email == "olga@gmail.com" && waiting.state == .held && waiting.cause == .awaitsApproval
        )
        // What came back stays in the log as it was, and goes once more.
        #expect(try store.message(id: 100)?.email == "olga@gmial.com")
        let again = try #require(try store.repetitions(of: 100).first)
        #expect(try store.message(id: again)?.email == "olga@gmail.com")
        let act = try store.acts(about: "olga@gmial.com").first
        #expect(act?.outcome == "redirected" && act?.actor == "anna (web)")
        // A stale page changes nothing, and what is no address is none in the list.
        #expect(try office.form("/acts/correct-invitee", fields, headers).status == 409)
        let wrong = Query(
            fields.items.map {
                (
                    $0.name,
                    $0.name == "address" ? "olga at home" : $0.name == "former" ? "olga@gmail.com" : $0.value
                )
            }
        )
        #expect(try office.form("/acts/correct-invitee", wrong, headers).status == 400)
        #expect(try store.person(.invitee, id: 7)?.email == "olga@gmail.com")
    }

    @Test("where the daemon is not there to write it down, no address is put right")
    func correctWithoutDaemon() throws {
        let (office, server) = try office()
        let site = try Connection(path: office.folder.path("registrations.db"), mode: .readWrite)
        try site.run("INSERT INTO registrations (id, event, email) VALUES (1, 'meeting', 'p@a.org')")
        let headers = try office.logIn("anna")
        let fields = try form(try office.page("/people?address=p@a.org", headers), "/acts/correct")
        server.stop()
        #expect(try office.form("/acts/correct", fields, headers).status == 503)
        #expect(
            try site.first("SELECT email FROM registrations WHERE id = 1", read: { $0.text(0) }) == "p@a.org"
        )
    }

    @Test("a form without its token, or of another's session, does nothing")
    func forged() throws {
        let (office, server) = try office()
        defer { server.stop() }
        let anna = try office.logIn("anna")
        let fields = try form(try office.page("/messages/1", anna), "/acts/hold")
        let without = Query(fields.items.filter { $0.name != "csrf" }.map { ($0.name, $0.value) })
        #expect(try office.form("/acts/hold", without, anna).status == 403)
        #expect(try office.form("/acts/hold", fields, try office.logIn("anna")).status == 403)
        #expect(try office.form("/acts/hold", fields, try office.logIn("boris")).status == 403)
        #expect(try office.form("/acts/hold", fields).status == 401)
        let store = try MessageStore(path: office.folder.path("vestnik.db"), access: .readOnly)
        #expect(try store.message(id: 1)?.state == .queued)
    }
}
