import Foundation
import Glibc
import Locks
import Service
import SQLite
import TestSupport

/// A daemon at work on a fixture, watched by a registrant and by another writer.
final class ScaleWatch {
    /// What was seen while it worked.
    struct Seen {
        /// Milliseconds from the row to the letter, at most and in the middle.
        var longestConfirmation = 0.0
        var medianConfirmation = 0.0
        /// Milliseconds that the other writer waited at most.
        var longestWait = 0.0
        var seconds = 0.0
        var isDone = false
        /// The daemon's CPU seconds meanwhile.
        var cpu = 0.0
    }

    /// Seconds that one act is watched at most: what goes on longer is the same for longer.
    static let longest = 8.0

    private let fixture: BenchmarkFixture
    private let server: SMTPServer
    private let arrivals: Arrivals
    private let web: Connection
    private var daemon: Companion?
    private var count = 0

    /// When letters to those who register arrived, by their numbers.
    private final class Arrivals: Sendable {
        private let times = Locked<[Int: Double]>([:])

        func time(of number: Int) -> Double? { times.withLock { $0[number] } }

        func note(_ recipients: [String]) {
            let now = Usage.now
            for recipient in recipients where recipient.hasPrefix("director") {
                guard let number = Int(recipient.dropFirst(8).prefix { $0.isNumber }) else { continue }
                times.withLock { $0[number] = now }
            }
        }
    }

    init(_ fixture: BenchmarkFixture) throws {
        self.fixture = fixture
        let arrivals = Arrivals()
        self.arrivals = arrivals
        var options = SMTPServer.Options()
        options.keepsMessages = false
        options.recordsDialogue = false
        options.onMessage = { arrivals.note($0.recipients.map(\.path)) }
        server = try SMTPServer(options)
        web = try Connection(path: fixture.intake, mode: .readWrite)
    }

    deinit {
        daemon?.stop()
        server.stop()
    }

    /// Starts the daemon with such keys of the configuration, and waits until it answers.
    func start(_ keys: String = "") throws {
        daemon?.stop()
        try fixture.configure(port: Int(server.port), keys)
        daemon = try Companion(try Programs.daemon(), ["--config", fixture.configuration])
        for _ in 0..<3 { _ = try confirm() }
    }

    func stop() {
        daemon?.stop()
        daemon = nil
    }

    /// Lets it read its files again.
    func reload() {
        guard let daemon else { return }
        kill(daemon.id, SIGHUP)
    }

    /// Registers somebody.
    ///
    /// - Returns: milliseconds until their letter has arrived.
    private func confirm() throws -> Double {
        let number = count
        count += 1
        let begin = Usage.now
        try BenchmarkFixture.register(number, web)
        while true {
            if let arrived = arrivals.time(of: number) { return (arrived - begin) * 1000 }
            guard Usage.now - begin < 60 else { throw BenchmarkError("the letter to \(number) is missing") }
            usleep(200)
        }
    }

    /// Watches until something is done, or for ``longest`` seconds; `often` is done once a second.
    func watch(often: () -> Void = {}, until isDone: () throws -> Bool = { false }) throws -> Seen {
        var random = SplitMix64(seed: 1)
        let rival = Rival(fixture.database)
        rival.start()
        let begin = Usage.now
        let before = daemon.flatMap { Usage.cpu(of: $0.id) } ?? 0
        var delays: [Double] = []
        var seen = Seen()
        var second = 1.0
        repeat {
            delays.append(try confirm())
            usleep(UInt32.random(in: 2_000...12_000, using: &random))
            if Usage.now - begin > second {
                often()
                second += 1
            }
            seen.isDone = try isDone()
        } while !seen.isDone && Usage.now - begin < Self.longest
        seen.seconds = Usage.now - begin
        seen.cpu = (daemon.flatMap { Usage.cpu(of: $0.id) } ?? 0) - before
        seen.longestWait = rival.stop()
        seen.longestConfirmation = delays.max() ?? 0
        seen.medianConfirmation = delays.median
        return seen
    }
}

extension BenchmarkFixture {
    /// Writes the configuration anew.
    func configure(port: Int, _ keys: String) throws {
        try """
        {
          database: "vestnik.db", intake: "registrations.db", events: "events", limits: { perAddressPerDay: 0 },
          relays: [{ url: "smtp://127.0.0.1:\(port)", tls: "none", helo: "bench.example.org", connections: 8,
            messagesPerConnection: 1000000 }],
          \(keys)
        }
        """.write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    /// Changes the sample event's facts.
    func change(_ old: String, to new: String) throws {
        let path = path("events/annual-meeting/event.json5")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard text.contains(old) else { throw BenchmarkError("the sample event has no \(old)") }
        try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
    }
}
