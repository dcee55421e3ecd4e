import SMTP
import Synchronization
import TestSupport
import Testing

@Suite("The pulse of the session thread")
struct LoopPulseTests {
    /// Makes a letter for ever, until it is told to go on.
    private final class Hanging: SessionLoopDelegate {
        let isAsked = Atomic<Bool>(false)
        let mayGoOn = Atomic<Bool>(false)

        func nextTransaction(for session: SessionInfo, into body: inout [UInt8]) -> Transaction? {
            isAsked.store(true, ordering: .relaxed)
            _ = waitUntil(within: .seconds(20)) { self.mayGoOn.load(ordering: .relaxed) }
            return nil
        }

        func finished(tag: Int64, outcome: Outcome, session: SessionInfo) {}
        func sessionClosed(_ info: SessionInfo, reason: SessionEnd) {}
        func connectFailed(relay: Int, problem: ConnectFailure) {}
    }

    @Test("stands still while a letter is made without end, and goes on after it")
    func hangs() throws {
        let server = try SMTPServer()
        let delegate = Hanging()
        let loop = try SessionLoop(relays: [RelayEndpoint(server)], timeouts: Timeouts(), delegate: delegate)
        var watch = PulseWatch()
        #expect(watch.look(loop.pulse, at: .zero) == .zero)
        loop.open(relay: 0)
        #expect(waitUntil(within: .seconds(20)) { delegate.isAsked.load(ordering: .relaxed) })
        let hung = loop.pulse
        #expect(hung.isWorking)
        #expect(watch.look(loop.pulse, at: .seconds(1)) == .zero)
        #expect(watch.look(loop.pulse, at: .seconds(9)) == .seconds(8))
        #expect(watch.look(loop.pulse, at: .seconds(31)) == .seconds(30))
        delegate.mayGoOn.store(true, ordering: .relaxed)
        #expect(waitUntil(within: .seconds(20)) { !loop.pulse.isWorking })
        #expect(loop.pulse != hung)
        #expect(watch.look(loop.pulse, at: .seconds(32)) == .zero)
        loop.shutdown(finishing: .zero)
        loop.join()
        #expect(!loop.pulse.isWorking)
    }

    @Test("of a thread that waits for the network is well however long it waits")
    func waits() throws {
        let loop = try SessionLoop(relays: [], timeouts: Timeouts(), delegate: Hanging())
        #expect(waitUntil(within: .seconds(20)) { loop.pulse.steps > 0 || !loop.pulse.isWorking })
        var watch = PulseWatch()
        for second in 0..<5 { #expect(watch.look(loop.pulse, at: .seconds(second * 100)) == .zero) }
        loop.shutdown(finishing: .zero)
        loop.join()
    }
}
