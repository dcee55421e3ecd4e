import Foundation
import HTTP
import SQLite
import Testing
import WebSupport

@testable import Web

@Suite struct RegistrationRoutesTests {
    private let office: Office
    private let token: String
    private let address = "/api/events/meeting/registrations/order%2F4711"

    init() throws {
        office = try Office()
        token = try office.token()
    }

    private func ask(
        _ method: HTTP.Method,
        _ target: String? = nil,
        body: String = "",
        type: String = "application/json"
    ) throws -> Answer {
        try office.ask(
            method,
            target ?? address,
            ["Authorization": "Bearer \(token)", "Content-Type": type],
            body: body
        )
    }

    private func object(_ answer: Answer) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
    }

    private func value(_ sql: String) throws -> String? {
        try Connection(path: office.folder.path("registrations.db"), mode: .readOnly).first(sql) {
            $0.optionalText(0)
        } ?? nil
    }

    @Test func theSameAgainChangesNothing() throws {
        let body = #"{"email":"a@b.org","name":"Ш\nО'Нил","details":{"hotel":1.50}}"#
        let first = try ask(.put, body: body)
        #expect(first.status == 201)
        #expect(first.headers["Location"] == address)
        let changes = try value("SELECT count(*) FROM changes")
        let again = try ask(.put, body: body.replacing(",", with: " ,\n\t"))
        #expect(again.status == 200)
        #expect(try value("SELECT count(*) FROM changes") == changes)
        #expect(
            try value("SELECT key || '|' || name || '|' || details FROM registrations")
                == "order/4711|Ш\nО'Нил|{\"hotel\":1.50}"
        )
        // Numbers are passed on as they were written.
        #expect(try ask(.get).text.contains(#""details":{"hotel":1.50}"#))
    }

    @Test func whatIsPutIsTheWholeRow() throws {
        _ = try ask(.put, body: #"{"email":"a@b.org","name":"A","status":"waitlisted","details":{"a":1}}"#)
        _ = try ask(.put, body: #"{"email":"c@b.org"}"#)
        #expect(
            try value(
                "SELECT email || '|' || (name IS NULL) || '|' || status || '|' || (details IS NULL) FROM registrations"
            )
                == "c@b.org|1|registered|1"
        )
        // Whoever was cancelled and comes again is registered again.
        #expect(try ask(.delete).status == 204)
        #expect(try value("SELECT status FROM registrations") == "cancelled")
        #expect(try ask(.put, body: #"{"email":"c@b.org"}"#).status == 200)
        #expect(try value("SELECT status FROM registrations") == "registered")
    }

    @Test func whatIsDeletedIsCancelledOnce() throws {
        _ = try ask(.put, body: #"{"email":"a@b.org"}"#)
        #expect(try ask(.delete).status == 204)
        let changes = try value("SELECT count(*) FROM changes")
        #expect(try ask(.delete).status == 204)
        #expect(try value("SELECT count(*) FROM changes") == changes)
        #expect(try ask(.delete, address + "2").status == 404)
        #expect(try ask(.get, address + "2").status == 404)
        #expect(try object(ask(.get))["status"] as? String == "cancelled")
    }

    @Test func whatBecameOfLettersIsTold() throws {
        _ = try ask(.put, body: #"{"email":"a@b.org"}"#)
        try Connection(path: office.folder.path("registrations.db"), mode: .readWrite).execute(
            """
            INSERT INTO registration_delivery (registration_id, notification, state, reason, sent_at, updated_at)
            VALUES (1, 'confirmation', 'bounced', 'нет такого адреса', NULL, '2027-01-01T00:00:00Z')
            """
        )
        let letters = try #require(try object(ask(.get))["letters"] as? [[String: Any]])
        #expect(letters.count == 1)
        #expect(letters.first?["state"] as? String == "bounced")
        #expect(letters.first?["reason"] as? String == "нет такого адреса")
        #expect(letters.first?["sent_at"] is NSNull)
    }

    /// Each with what is said of which field; nothing is written.
    @Test(
        arguments: [
            (#"{"email":"a@b.org""#, 400, nil), ("", 400, nil), ("[]", 422, nil),
            (#"{"email":"a"}"#, 422, "email"),
            ("{}", 422, "email"), (#"{"email":"a@b.org","nmae":"x"}"#, 422, "nmae"),
            (#"{"email":"a@b.org","key":"other"}"#, 422, "key"),
            (#"{"email":"a@b.org","event":"off"}"#, 422, "event"),
            (#"{"email":"a@b.org","status":"here"}"#, 422, "status"),
            (#"{"email":"a@b.org","id":1}"#, 422, "id"),
            (#"{"email":"a@b.org","details":[]}"#, 422, "details"),
            (#"{"email":"a@b.org","name":"A\u0000"}"#, 422, nil),
        ] as [(String, Int, String?)]
    )
    func whatIsWrongIsToldByItsField(_ body: String, _ status: Int, _ field: String?) throws {
        let answer = try ask(.put, body: body)
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer.headers["Content-Type"] == "application/problem+json")
        let fields = try object(answer)["fields"] as? [[String: Any]] ?? []
        #expect(fields.contains { $0["field"] as? String == field })
        #expect(try value("SELECT count(*) FROM registrations") == "0")
    }

    @Test func itsOwnKeyAndEventMayStandInTheBody() throws {
        #expect(
            try ask(.put, body: #"{"key":"order/4711","event":"meeting","email":"a@b.org"}"#).status == 201
        )
    }

    @Test func nothingButJSONIsRead() throws {
        let answer = try ask(.put, body: "email=a@b.org", type: "application/x-www-form-urlencoded")
        #expect(answer.status == 415)
    }

    @Test func aTokenIsOfOneEventAndOneTime() throws {
        #expect(try office.ask(.get, address).status == 401)
        #expect(try office.ask(.get, address).headers["WWW-Authenticate"]?.hasPrefix("Bearer") == true)
        #expect(try office.ask(.get, address, ["Authorization": "Bearer nothing"]).status == 401)
        #expect(try office.ask(.get, address, ["Authorization": "Basic \(token)"]).status == 401)
        #expect(try ask(.get, "/api/events/off/registrations/1").status == 403)
        #expect(try ask(.get).status == 404)
        let tokens = office.web.tokens
        #expect(try tokens.find(token)?.event == "meeting")
        #expect(try office.revokeAll() == 1)
        #expect(try ask(.get).status == 401)
    }

    @Test func anEventThatIsCalledOffTakesNobody() throws {
        let token = try office.token("off")
        let headers: Fields = ["Authorization": "Bearer \(token)", "Content-Type": "application/json"]
        let target = "/api/events/off/registrations/1"
        #expect(try office.ask(.put, target, headers, body: #"{"email":"a@b.org"}"#).status == 409)
        // An event whose folder is gone has none.
        try office.folder.remove("events/off")
        #expect(try office.ask(.put, target, headers, body: #"{"email":"a@b.org"}"#).status == 404)
    }

    @Test func whoeverAsksTooOftenIsToldWhenAgain() throws {
        var answers = (0..<110).compactMap { _ in try? ask(.get).status }
        #expect(answers.filter { $0 == 404 }.count == 100)
        #expect(answers.filter { $0 == 429 }.count == 10)
        #expect(try ask(.get).headers["Retry-After"] == "1")
        // Another's token is not kept waiting; a second later twenty more are taken.
        let other = try office.token()
        #expect(try office.ask(.get, address, ["Authorization": "Bearer \(other)"]).status == 404)
        office.pass(milliseconds: 1000)
        answers = (0..<30).compactMap { _ in try? ask(.get).status }
        #expect(answers.filter { $0 == 404 }.count == 20)
    }

    @Test func tokensAreNotGuessed() throws {
        let answers = try (0..<30).map {
            try office.ask(.get, address, ["Authorization": "Bearer guess\($0)"]).status
        }
        #expect(answers.filter { $0 == 401 }.count == 20)
        #expect(answers.suffix(10).allSatisfy { $0 == 429 })
        // Who has one is not kept waiting by those who guess.
        #expect(try ask(.get).status == 404)
    }

    @Test func aFileThatIsLockedOrGoneIsSaidToBe() throws {
        try office.folder.remove("registrations.db")
        let answer = try ask(.get)
        #expect(answer.status == 503)
        #expect(answer.headers["Retry-After"] == "30")
        #expect(try !office.folder.names().contains("registrations.db"))
    }
}
