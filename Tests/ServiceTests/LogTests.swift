import Glibc
import TestSupport
import Testing

@testable import Service

@Suite struct LogTests {
    private let folder: TemporaryFolder
    private let descriptor: Int32

    init() throws {
        folder = try TemporaryFolder()
        descriptor = open(folder.path("log"), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    }

    private func log(_ style: LogStyle, level: LogLevel = .info) -> Log {
        Log(style: style, level: level, descriptor: descriptor, now: { 1_794_476_345_125 })
    }

    @Test("for the journal a line begins with its priority and has no time")
    func journal() throws {
        let log = log(.journal, level: .debug)
        log.error("a")
        log.warning("b")
        log.notice("c")
        log.info("d")
        log.debug("e")
        #expect(try folder.text(of: "log") == "<3>a\n<4>b\n<5>c\n<6>d\n<7>e\n")
    }

    @Test("for files a line begins with the time in UTC and the level")
    func plain() throws {
        log(.plain).warning("disk full")
        #expect(try folder.text(of: "log") == "2026-11-12T09:39:05.125Z warning disk full\n")
    }

    @Test("attempts recorded together are written together, a line each, those too slight left out")
    func attempts() throws {
        let sent = AttemptLine(
            message: 1,
            to: "a@example.org",
            host: "h",
            delay: .zero,
            dsn: "2.0.0",
            status: "sent",
            reason: "250 Ok\nForged"
        )
        let bounced = AttemptLine(
            message: 2,
            to: "b,c>@example.org",
            host: nil,
            delay: .seconds(2),
            dsn: nil,
            status: "bounced",
            reason: ""
        )
        log(.journal).write([(sent, .info), (bounced, .warning), (sent, .debug)])
        log(.plain).write([(sent, .info)])
        let plain = "1: to=<a@example.org>, relay=h, delay=0, dsn=2.0.0, status=sent (250 Ok\\nForged)\n"
        #expect(
            try folder.text(of: "log")
                == "<6>" + plain
                + "<4>2: to=<b\\u{2C}c\\u{3E}@example.org>, relay=none, delay=2, dsn=5.0.0, status=bounced\n"
                + "2026-11-12T09:39:05.125Z info " + plain
        )
    }

    @Test("on a terminal what is wrong is coloured, unless colour is unwanted")
    func terminal() {
        #expect(log(.terminal(colour: true)).line(.error, "x").contains("\u{1B}[31merror: x\u{1B}[0m"))
        let plain = log(.terminal(colour: false)).line(.warning, "x")
        #expect(!plain.contains("\u{1B}"))
        #expect(plain.hasSuffix(" warning: x\n"))
        var russian = log(.terminal(colour: false))
        russian.language = "ru"
        #expect(russian.line(.warning, "x").hasSuffix(" предупреждение: x\n"))
        #expect(russian.line(.error, "x").hasSuffix(" ошибка: x\n"))
    }

    @Test("what is less grave than the level is left out, and its text is never made")
    func level() throws {
        var made = 0
        func text() -> String {
            made += 1
            return "x"
        }
        log(.journal, level: .warning).info(text())
        #expect(made == 0)
        #expect(try folder.text(of: "log").isEmpty)
    }

    @Test("a text cannot begin a line of its own")
    func injection() throws {
        log(.journal).info("one\n<0>two\r\u{1B}[2J\u{202E}")
        #expect(try folder.text(of: "log") == "<6>one\\n<0>two\\r\\u{1B}[2J\\u{202E}\n")
    }

    @Test("a descriptor is the journal's stream if device and inode say so")
    func stream() {
        var info = stat()
        fstat(descriptor, &info)
        #expect(LogStyle.isJournal(descriptor, stream: "\(info.st_dev):\(info.st_ino)"))
        #expect(!LogStyle.isJournal(descriptor, stream: "\(info.st_dev):\(info.st_ino + 1)"))
        for stream in [nil, "", "1", "x:y", "1:2:3"] {
            #expect(!LogStyle.isJournal(descriptor, stream: stream))
        }
        #expect(LogStyle.suiting(descriptor) == .plain)
    }

    @Test("lines of many threads do not mix")
    func threads() async throws {
        let log = log(.journal)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask { for _ in 0..<100 { log.info(String(repeating: "\(number)", count: 300)) } }
            }
        }
        let lines = try folder.text(of: "log").split(separator: "\n")
        #expect(lines.count == 800)
        #expect(lines.allSatisfy { $0.count == 303 && Set($0.dropFirst(3)).count == 1 })
    }

    @Test("a log that cannot be written stops nothing")
    func closed() {
        Log(style: .plain, descriptor: -1).error("nobody hears")
    }
}
