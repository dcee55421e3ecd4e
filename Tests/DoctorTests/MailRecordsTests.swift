import Testing
import Wording

@testable import Doctor

@Suite("What a domain publishes about its mail")
struct MailRecordsTests {
    @Test(
        "SPF: one record, for some and not for all, with few questions",
        arguments: [
            (["v=spf1 include:_spf.relay.example -all"], Check.Result.ok),
            (["google-site-verification=1", "v=spf1 mx ~all"], .ok),
            (["V=SPF1 redirect=_spf.example.org"], .ok),
            ([], .bad), (["v=spf10 -all"], .bad), (["spf1 -all"], .bad),
            (["v=spf1 -all", "v=spf1 mx -all"], .bad),
            (["v=spf1 +all"], .bad), (["v=spf1 all"], .bad),
            (["v=spf1 ip4:192.0.2.0/24"], .warning), (["v=spf1 mx ?all"], .warning),
            (["v=spf1 " + (1...10).map { "include:\($0).example" }.joined(separator: " ") + " -all"], .ok),
            (
                [
                    "v=spf1 a mx/24 " + (1...9).map { "include:\($0).example" }.joined(separator: " ")
                        + " -all"
                ], .bad
            ),
        ]
    )
    func spf(texts: [String], result: Check.Result) {
        let check = MailRecords.spf(texts, "example.org")
        #expect(check.result == result, "\(check.detail.en)")
        #expect(check.advice.isEmpty == (result == .ok))
    }

    @Test(
        "DMARC: one policy that says what to do",
        arguments: [
            (["v=DMARC1; p=none"], Check.Result.ok), (["v=DMARC1;p=reject; rua=mailto:a@example.org"], .ok),
            (["v=DMARC1; sp=none; p = quarantine"], .ok),
            ([], .warning), (["v=DMARC2; p=none"], .warning), (["v=DMARC1"], .bad),
            (["v=DMARC1; p=all"], .bad),
            (["v=DMARC1; p=none", "v=DMARC1; p=reject"], .bad),
        ]
    )
    func dmarc(texts: [String], result: Check.Result) {
        #expect(MailRecords.dmarc(texts, "example.org").result == result)
    }

    @Test(
        "DKIM: a key with data; one without was taken back",
        arguments: [("v=DKIM1; k=rsa; p=MIIB", Check.Result.ok), ("p=", .bad), ("v=DKIM1; p= ", .bad)]
    )
    func dkim(record: String, result: Check.Result) {
        #expect(MailRecords.dkim(record, selector: "mail", "example.org").result == result)
    }
}

@Suite("The machine")
struct MachineTests {
    @Test(
        "room on the disk",
        arguments: [
            (DiskCheck.Room(free: 5 << 30, total: 9 << 30, files: 5000), Check.Result.ok),
            (DiskCheck.Room(free: 5 << 30, total: 9 << 30, files: nil), .ok),
            (DiskCheck.Room(free: 1 << 30, total: 9 << 30, files: nil), .warning),
            (DiskCheck.Room(free: 100 << 20, total: 9 << 30, files: nil), .bad),
            (DiskCheck.Room(free: 5 << 30, total: 9 << 30, files: 10), .bad),
        ]
    )
    func disk(room: DiskCheck.Room, result: Check.Result) {
        #expect(DiskCheck.judge(room, folder: "/var/lib/vestnik").result == result)
    }

    @Test("a folder that is not there is bad, with the system's word")
    func noFolder() {
        let check = DiskCheck.look(at: "/nonexistent/vestnik")
        #expect(check.result == .bad && check.detail.en.contains("No such file"))
    }

    @Test("a log beside a database that has grown has a reader that never ends")
    func log() {
        let results = [0, 1 << 20, 64 << 20, 1 << 30].map { LogSizeCheck.judge($0, database: "v.db").result }
        #expect(results == [.ok, .ok, .warning, .bad])
        #expect(LogSizeCheck.look(at: "/nonexistent/v.db") == nil)
    }

    @Test("a clock in doubt is bad, one that nobody keeps a warning")
    func clock() {
        #expect(ClockCheck.judge(isKept: true, doubt: nil).result == .ok)
        #expect(ClockCheck.judge(isKept: false, doubt: nil).result == .warning)
        #expect(ClockCheck.judge(isKept: true, doubt: Wording(verbatim: "it jumped")).result == .bad)
    }
}
