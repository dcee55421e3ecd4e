import Glibc
import TestSupport
import Testing

@testable import Service

@Suite struct ServiceManagerTests {
    @Test("each message is one datagram with its fields")
    func messages() throws {
        let folder = try TemporaryFolder()
        let socket = try NotifySocket(folder.path("notify"))
        let manager = try #require(ServiceManager(socket: socket.name))
        #expect(manager.ready(status: "5 messages wait"))
        #expect(socket.next() == "READY=1\nSTATUS=5 messages wait")
        let before = MonotonicClock.microseconds
        manager.reloading(status: "Reading the configuration")
        let lines = try #require(socket.next()).split(separator: "\n")
        #expect(lines.first == "RELOADING=1")
        let time = try #require(
            lines.first { $0.hasPrefix("MONOTONIC_USEC=") }.flatMap { Int64($0.dropFirst(15)) }
        )
        #expect(time >= before && time <= MonotonicClock.microseconds)
        manager.stopping(status: "Finishing 2 transfers")
        #expect(socket.next() == "STOPPING=1\nSTATUS=Finishing 2 transfers")
        manager.watchdog()
        #expect(socket.next() == "WATCHDOG=1")
        manager.status("Idle")
        #expect(socket.next() == "STATUS=Idle")
        manager.extendTimeout(by: .milliseconds(1500))
        #expect(socket.next() == "EXTEND_TIMEOUT_USEC=1500000")
        #expect(socket.next() == nil)
    }

    @Test("an abstract socket is reached by its @")
    func abstract() throws {
        let socket = try NotifySocket("@vestnik-test-\(getpid())-\(MonotonicClock.nanoseconds)")
        let manager = try #require(ServiceManager(socket: socket.name))
        #expect(manager.watchdog())
        #expect(socket.next() == "WATCHDOG=1")
    }

    @Test("a status cannot start a field of its own")
    func injection() throws {
        #expect(ServiceManager.field("x\nREADY=1") == "STATUS=x\\nREADY=1")
    }

    @Test("a manager that is gone, or a name too long, is not waited for")
    func gone() throws {
        #expect(ServiceManager(socket: "/nowhere/notify")?.ready(status: "") == false)
        let long = "/" + String(repeating: "x", count: 200)
        #expect(ServiceManager(socket: long)?.ready(status: "") == false)
    }

    @Test("without a socket there is no manager", arguments: [nil, "", "notify", "vsock:2:1"])
    func none(socket: String?) {
        #expect(ServiceManager(socket: socket) == nil)
    }

    @Test(
        "the watchdog is ours if the process id is ours or not said",
        arguments: [
            ("3000000", "7", Duration.seconds(3)) as (String?, String?, Duration?),
            ("3000000", nil, .seconds(3)),
            ("3000000", "8", nil), ("0", "7", nil), (nil, "7", nil), ("soon", nil, nil),
        ]
    )
    func watchdog(interval: String?, process: String?, expected: Duration?) {
        let manager = ServiceManager(
            socket: "/x",
            watchdogMicroseconds: interval,
            watchdogProcess: process,
            process: 7
        )
        #expect(manager?.watchdogInterval == expected)
    }
}
