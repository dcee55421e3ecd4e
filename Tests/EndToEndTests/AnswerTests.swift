import Foundation
import TestSupport
import Testing

@Suite("Answers by telephone")
struct AnswerTests {
    /// An hour ago by the event's clock.
    private static var hour: Substring {
        let formatter = ISO8601DateFormatter()
        formatter.timeZone = TimeZone(identifier: "Europe/Moscow")
        return formatter.string(from: Date(timeIntervalSinceNow: -3600)).prefix(16)
    }

    private func house() throws -> House {
        let house = try MailingTests.house(
            #"{ name: "last-call", audience: "unanswered", at: "\#(Self.hour)", approval: true },"#
        )
        _ = try MailingTests.importList(house)
        return house
    }

    @Test("whoever has said no gets no last call, also where it waited already; the others do")
    func lastCall() throws {
        let house = try house()
        _ = try house.vestnik("answer", "meeting", "M@example.org", "no", "--note", "звонили", "--as", "Анна")
        #expect(try house.sendOnce().status == 0)
        #expect(try house.state(of: "m@example.org") == nil)
        #expect(try house.state(of: "k@example.org") == "held")
        let told = try house.vestnik("answer", "meeting", "k@example.org", "yes")
        #expect(told.output == "meeting: Иванова Мария Петровна <k@example.org>: comes\n", "\(told.errors)")
        _ = try house.sendOnce()
        #expect(
            try house.value("SELECT cause FROM messages_view WHERE email = 'k@example.org'") == "answered"
        )
        #expect(try house.vestnik("approve", "meeting", "last-call", "--yes").status == 0)
        _ = try house.sendOnce()
        #expect(house.server.messages.flatMap { $0.recipients.map(\.path) } == ["p@example.org"])
        let answered = try house.objects(house.vestnik("coverage", "meeting", "--json")).compactMap {
            $0["answered"] as? Int
        }
        #expect(answered.reduce(0, +) == 2)
        let row = "SELECT kind || outcome || event || email || note FROM delivery_log WHERE kind = 'answer'"
        #expect(try house.value(row) == "answernomeetingm@example.orgзвонили")
        let shown = try house.vestnik("show", "m@example.org").output
        #expect(shown.contains("Beside the letters") && shown.contains("звонили"))
        #expect(try house.vestnik("log", "--to", "m@example.org", "--json").lines.count == 1)
    }

    @Test("a second answer replaces the first, which it tells; the log has both")
    func second() throws {
        let house = try house()
        _ = try house.vestnik("answer", "meeting", "k@example.org", "no")
        let result = try house.vestnik("answer", "meeting", "k@example.org", "yes", "--json")
        let row = try #require(try house.objects(result).first)
        #expect(row["answer"] as? String == "yes" && row["replaces"] as? String == "no")
        #expect(row["actor"] as? String == House.actor)
        #expect(try house.value("SELECT count(*) FROM delivery_log WHERE kind = 'answer'") == "2")
    }

    @Test("what is unknown is told with what there is")
    func unknown() throws {
        let house = try house()
        let event = try house.vestnik("answer", "meting", "k@example.org", "yes")
        #expect(event.status == 66 && event.errors.contains("there is meeting"), "\(event.errors)")
        let person = try house.vestnik("answer", "meeting", "kk@example.org", "yes")
        #expect(person.status == 66)
        #expect(person.errors.contains("none of the 3 invitees of meeting; did you mean k@example.org?"))
        try house.register("new@example.org")
        _ = try house.sendOnce()
        let registrant = try house.vestnik("answer", "meeting", "new@example.org", "no")
        #expect(registrant.status == 66 && registrant.errors.contains("was not invited"))
        #expect(try house.vestnik("answer", "meeting", "no address", "yes").status == 65)
        #expect(try house.vestnik("answer", "meeting", "k@example.org", "maybe").status == 64)
        #expect(try house.value("SELECT count(*) FROM delivery_log WHERE kind = 'answer'") == "0")
    }
}
