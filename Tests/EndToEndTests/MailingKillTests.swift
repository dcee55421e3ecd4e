import Foundation
import TestSupport
import Testing

@Suite("A mailing of five thousand and a daemon that is killed")
struct MailingKillTests {
    private let house: House
    private let count = 5000

    init() throws {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "Europe/Moscow")
        formatter.dateFormat = "yyyy-MM-dd'T'HH:mm"
        let hourAgo = formatter.string(from: Date(timeIntervalSinceNow: -3600))
        house = try MailingTests.house(
            #"{ name: "invitation", audience: "invitees", at: "\#(hourAgo)", bulk: true, approval: true },"#,
            more: #"inDoubt: { bulk: "resend" },"#
        )
        let rows = (0..<count).map { "p\($0)@example.org,54" }
        _ = try MailingTests.importList(house, (["email,region"] + rows).joined(separator: "\n"))
    }

    private func mailing(_ column: String) throws -> String {
        try house.value("SELECT \(column) FROM mailings_view WHERE notification = 'invitation'") ?? ""
    }

    private func becomes(_ state: String, within limit: Duration = .seconds(90)) throws -> Bool {
        try waitUntil(within: limit) { try mailing("state") == state }
    }

    private func act(_ act: String, _ more: String...) throws -> Int32 {
        try ChildProcess.run(
            Programs.product("vestnik"),
            [act, "--config", house.configuration, "--event", "meeting", "--notification", "invitation"]
                + more
        ).status
    }

    @Test("killed, stopped and let go on, it reaches everyone, and the states add up all the way")
    func life() throws {
        var daemon = try house.startDaemon()
        #expect(try becomes("awaiting_approval"))
        #expect(try mailing("held") == "5000")
        #expect(try house.vestnik("approve", "meeting", "invitation", "--yes").status == 0)
        #expect(house.server.waitForMessages(600, within: .seconds(120)))
        daemon.kill()
        _ = try daemon.wait()
        daemon = try house.startDaemon()
        #expect(house.server.waitForMessages(1800, within: .seconds(120)))
        #expect(try act("hold") == 0)
        // What was with a session already still ends; then nothing goes.
        #expect(try waitUntil(within: .seconds(120)) { try mailing("sending") == "0" })
        let still = house.server.messageCount
        #expect(still < count)
        daemon.kill()
        _ = try daemon.wait()
        daemon = try house.startDaemon()
        #expect(try mailing("state") == "paused")
        #expect(house.server.messageCount == still)
        #expect(try mailing("queued + held + sent + deferred + in_doubt") == "5000")
        #expect(try act("release") == 0)
        #expect(try becomes("finished"))
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
        #expect(try mailing("audience || ' ' || sent") == "5000 5000")
        var ids: [String: Set<String>] = [:]
        for message in house.server.messages {
            ids[message.recipients[0].path, default: []].insert(message.header("Message-ID") ?? "")
        }
        #expect(ids.count == count && ids.values.allSatisfy { $0.count == 1 })
    }
}
