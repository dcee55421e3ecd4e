import Foundation
import Locks
import Site
import TestSupport
import Testing

@testable import vestnikd

@Suite("Files that the daemon reads aside")
struct SiteReadingTests {
    private static let fault = SiteError(["nothing can be used"])

    @Test("whoever waits for them goes on meanwhile, and is woken when they were read")
    func aside() throws {
        let gate = DispatchSemaphore(value: 0)
        let reading = try SiteReading { () throws(SiteError) in
            gate.wait()
            throw Self.fault
        }
        #expect(reading.take() == nil)
        reading.begin()
        #expect(reading.isUnderWay && reading.take() == nil)
        gate.signal()
        var polled = pollfd(fd: reading.descriptor, events: Int16(POLLIN), revents: 0)
        #expect(poll(&polled, 1, 10_000) == 1)
        guard case .failure(let error) = try #require(reading.take()) else { return }
        #expect(error.faults == Self.fault.faults)
        #expect(!reading.isUnderWay && reading.take() == nil)
    }

    @Test("asked for while they are read, they are read once more, and what was read before is not used")
    func again() throws {
        let gate = DispatchSemaphore(value: 0)
        let count = Locked(0)
        let reading = try SiteReading { () throws(SiteError) in
            gate.wait()
            throw SiteError(["\(count.withLock { $0 += 1; return $0 })"])
        }
        for _ in 0..<3 { reading.begin() }
        for _ in 0..<2 { gate.signal() }
        var found: SiteReading.Outcome?
        #expect(
            waitUntil {
                found = reading.take()
                return found != nil
            }
        )
        guard case .failure(let error) = try #require(found) else { return }
        #expect(error.faults == ["2"] && !reading.isUnderWay)
    }
}
