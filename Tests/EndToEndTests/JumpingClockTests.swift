import Foundation
import TestSupport
import Testing

/// Debian's library that tells a program another time.
enum FakeTime {
    /// Its path; nil where it is not installed.
    static let library = [
        "/usr/lib/\(machine)-linux-gnu/faketime/libfaketime.so.1", "/usr/lib/faketime/libfaketime.so.1",
    ].first { FileManager.default.fileExists(atPath: $0) }

    private static var machine: String {
        #if arch(arm64)
        "aarch64"
        #else
        "x86_64"
        #endif
    }
}

/// The real daemon under libfaketime, whose clock is what a file says.
@Suite(
    "A daemon whose clock jumps by a year",
    .enabled(
        if: FakeTime.library != nil,
        "libfaketime is not installed (apt-get install libfaketime)"
    )
)
struct JumpingClockTests {
    private let house: House
    private let environment: [String: String]

    init() throws {
        house = try House(
            script: Script.friendly.adding { situation in
                situation.stage == .rcpt && situation.recipientLocalPart == "slow"
                    ? .reply("451 4.3.2 later") : nil
            },
            more:
                #"retention: { log: "30d", registrations: "60d" }, retry: { first: "1s", giveUpAfter: "4d" },"#
        )
        let file = "events/meeting/event.json5"
        // What a year later would be missed: a mailing of the spring to come.
        let spring = Self.day(120)
        try house.folder.write(
            house.folder.text(of: file).replacing("2093-11-28", with: Self.day(150))
                .replacing("2093-11-29", with: Self.day(151)).replacing(
                    "notifications: [",
                    with:
                        #"notifications: [ { name: "last", audience: "registered", at: "\#(spring)T12:00" },"#
                ),
            to: file
        )
        try house.folder.write("Subject: Soon\n\nSoon.\n", to: "events/meeting/templates/last.ru.md")
        try house.folder.write("+0", to: "clock")
        environment = house.environment.merging([
            "LD_PRELOAD": FakeTime.library ?? "", "FAKETIME_TIMESTAMP_FILE": house.folder.path("clock"),
            "FAKETIME_NO_CACHE": "1", "DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        ]) { $1 }
    }

    /// A date so many days from now.
    private static func day(_ days: Int) -> String {
        Date(timeIntervalSinceNow: Double(days) * 86_400).formatted(.iso8601.year().month().day())
    }

    private func vestnik(_ arguments: String...) throws -> ChildProcess.Result {
        try ChildProcess.run(
            Programs.product("vestnik"),
            arguments,
            environment: environment,
            folder: house.folder.path
        )
    }

    /// What cannot be undone, as far as it has happened.
    private func harm() throws -> String? {
        try house.value(
            """
            SELECT group_concat(what) FROM (
                SELECT 'erased' AS what WHERE (SELECT count(*) FROM registrations) < 2
                UNION ALL SELECT 'log' WHERE (SELECT count(*) FROM delivery_log WHERE kind = 'attempt') < 2
                UNION ALL SELECT state FROM messages WHERE state = 'expired'
                UNION ALL SELECT state FROM mailings WHERE state = 'missed')
            """
        )
    }

    @Test("nothing is erased, missed or expired; status says so; once a person accepts it, all goes on")
    func aYear() throws {
        #expect(try vestnik("init").status == 0)
        let daemon = try ChildProcess(
            Programs.product("vestnikd"),
            environment: environment,
            folder: house.folder.path
        )
        #expect(daemon.waitForErrors(containing: "started"))
        for name in ["quick", "slow"] { try house.register("\(name)@example.org") }
        #expect(waitUntil { (try? house.state(of: "quick@example.org")) == "sent" })
        #expect(waitUntil { (try? house.state(of: "slow@example.org")) == "deferred" })

        try house.folder.write("+365d", to: "clock")
        // The daemon notices at its next turn, which a registration brings.
        try house.register("later@example.org")
        #expect(waitUntil { (try? house.state(of: "later@example.org")) == "sent" }, "mail goes on")
        let status = try vestnik("status")
        #expect(status.status == 75 && status.output.contains("vestnik clock --accept"), "\(status)")
        #expect(try harm() == nil)
        #expect(try house.state(of: "slow@example.org") == "deferred")

        #expect(try vestnik("clock", "--accept").status == 0)
        let goesOn = waitUntil { (try? harm())?.contains("expired") == true }
        #expect(goesOn, "\(daemon.errorsSoFar.suffix(800))")
        #expect(try !vestnik("status").output.contains("clock --accept"))
        daemon.terminate()
        #expect(try daemon.wait().status == 0)
    }
}
