import Locks
import Testing

@testable import Mailbox

/// A source that does what a test tells it, and notes what is asked of it.
private final class ScriptedSource: MailSource {
    var waiting: [MailboxBatch] = []
    var faults: [MailboxFault?] = []
    private(set) var calls: [String] = []
    var isWatching = true
    var passedOver: [PassedOver] = []
    var onWait: (Duration) -> Void = { _ in }

    private func step(_ name: String) throws(MailboxFault) {
        calls.append(name)
        if !faults.isEmpty, let fault = faults.removeFirst() { throw fault }
    }

    func open(_ memory: MailboxMemory) throws(MailboxFault) { try step("open \(memory.bookmark?.uid ?? 0)") }

    func next(_ memory: MailboxMemory) throws(MailboxFault) -> MailboxBatch? {
        try step("next")
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }

    func settle(_ keys: [MessageKey]) throws(MailboxFault) -> [MessageKey] {
        try step("settle \(keys.count)")
        return keys
    }

    func wait(until deadline: Duration) throws(MailboxFault) {
        try step("wait \(deadline.components.seconds)")
        onWait(deadline)
    }

    func close() { calls.append("close") }

    func takePassedOver() -> [PassedOver] {
        defer { passedOver = [] }
        return passedOver
    }
}

/// A bell in a time of its own: it does what a test tells it each time that somebody waits.
private final class ScriptedBell: ReaderBell {
    var now = Duration.zero
    var wall: Int64 { 1_000_000 + now.components.seconds * 1000 }
    let chance = 0.5
    var isStopping = false
    /// Whether it rings a second after somebody has begun to wait.
    var isRinging = false
    var onWait: (Duration) -> Void = { _ in }
    private(set) var waits: [Int64] = []

    func wait(until deadline: Duration) {
        waits.append((deadline - now).components.seconds)
        onWait(deadline)
        now = isRinging ? now + .seconds(1) : max(now, deadline)
        isRinging = false
        if waits.count > 200 { isStopping = true }
    }
}

@Suite("The thread that reads a mailbox")
struct ReaderLoopTests {
    private let source = ScriptedSource()
    private let bell = ScriptedBell()
    private let state: Locked<ReaderState>
    private let tells = Locked(0)

    init() { state = Locked(ReaderState(MailboxMemory(identity: "m"), identity: "m")) }

    private func run() {
        let tells = tells
        ReaderLoop(source, bell: bell, state: state, every: .seconds(60)) {
            tells.withLock { $0 += 1 }
        }.run()
    }

    private func batch(_ uids: UInt32...) -> MailboxBatch {
        MailboxBatch(
            messages: uids.map {
                FetchedMessage(
                    key: .uid(validity: 1, uid: $0),
                    bytes: [],
                    isTruncated: false,
                    size: 0,
                    receivedAt: nil
                )
            },
            bookmark: MailboxMemory.Bookmark(validity: 1, uid: uids.last ?? 0, inherited: 0)
        )
    }

    private var status: MailboxStatus { state.withLock(\.status) }

    @Test("one batch at a time is handed over, settled once it is recorded, and only then comes the next")
    func order() {
        source.waiting = [batch(1, 2), batch(3)]
        let (state, bell) = (state, bell)
        bell.onWait = { _ in
            state.withLock { state in
                guard let batch = state.batch else { return }
                // Something else than what was offered is not believed.
                let isOther = state.record(MailboxBatch(messages: [], bookmark: batch.bookmark))
                #expect(!isOther)
                let isRecorded = state.record(batch)
                #expect(isRecorded)
            }
        }
        source.onWait = { _ in bell.isStopping = true }
        run()
        #expect(
            source.calls == ["open 0", "next", "settle 2", "next", "settle 1", "next", "wait 180", "close"],
            "\(source.calls)"
        )
        let settled = state.withLock { $0.takeSettled() }
        #expect(settled == [1, 2, 3].map { .uid(validity: 1, uid: $0) })
        let again = state.withLock { $0.takeSettled() }
        #expect(again.isEmpty)
        let memory = state.withLock(\.memory)
        #expect(memory.bookmark?.uid == 3 && memory.unsettled.isEmpty)
        #expect(status.fetched == 3 && status.looks == 1 && status.lastLook == 1_120_000)
        #expect(tells.withLock { $0 } == 5)
    }

    @Test("what was recorded before the start is settled first, two hundred at a time")
    func unsettled() {
        let keys = (1...450).map { MessageKey.uid(validity: 1, uid: $0) }
        let memory = MailboxMemory(
            identity: "m",
            bookmark: MailboxMemory.Bookmark(validity: 1, uid: 450, inherited: 0),
            unsettled: keys
        )
        state.withLock { $0 = ReaderState(memory, identity: "m") }
        let bell = bell
        source.onWait = { _ in bell.isStopping = true }
        run()
        #expect(
            source.calls == ["open 450", "settle 200", "settle 200", "settle 50", "next", "wait 60", "close"]
        )
        #expect(state.withLock { $0.takeSettled() } == keys)
    }

    @Test("nothing is believed of another mailbox")
    func otherMailbox() {
        let memory = MailboxMemory(identity: "other", unsettled: [.file("x")])
        let state = ReaderState(memory, identity: "m")
        #expect(state.memory == MailboxMemory(identity: "m"))
    }

    @Test("after a failure it goes out, waits longer each time, tells since when, and goes in where it was")
    func failures() {
        let refused = MailboxFault(.unreachable, .nothing)
        source.faults = [refused, refused, refused]
        source.isWatching = false
        var troubles: [MailboxStatus.Trouble?] = []
        let (state, bell) = (state, bell)
        bell.onWait = { _ in troubles.append(state.withLock(\.status.trouble)) }
        source.onWait = { _ in bell.isStopping = true }
        run()
        #expect(
            source.calls == [
                "open 0", "close", "open 0", "close", "open 0", "close", "open 0", "next", "wait 95", "close",
            ]
        )
        #expect(bell.waits == [5, 10, 20])
        #expect(troubles.map { $0?.tries } == [1, 2, 3])
        #expect(troubles.allSatisfy { $0?.since == 1_000_000 && $0?.fault == refused })
        #expect(troubles.last??.nextTry == 1_035_000)
        #expect(status.trouble == nil && status.lastLook == 1_035_000 && !status.isWatching)
    }

    @Test("a session that ends is no trouble until the next one fails as well")
    func quietly() {
        let lost = MailboxFault(.lost, .nothing)
        // The first look goes well, the wait ends in a lost connection, then one try fails.
        source.faults = [nil, nil, lost, lost]
        var troubles: [Bool] = []
        let (state, bell) = (state, bell)
        bell.onWait = { _ in troubles.append(state.withLock { $0.status.trouble != nil }) }
        source.onWait = { _ in bell.isStopping = true }
        run()
        #expect(source.calls.prefix(5) == ["open 0", "next", "wait 60", "close", "open 0"])
        #expect(troubles == [false, true] && status.trouble == nil)
    }

    @Test("a wish for a look ends the wait after a failure, a ring alone does not")
    func lookNow() {
        source.faults = [MailboxFault(.login, .nothing)]
        let (state, bell) = (state, bell)
        bell.onWait = { _ in
            bell.isRinging = true
            if bell.waits.count == 3 { state.withLock { $0.isLookWanted = true } }
        }
        source.onWait = { _ in bell.isStopping = true }
        run()
        #expect(bell.waits == [60, 59, 58])
        #expect(source.calls == ["open 0", "close", "open 0", "next", "wait 63", "close"])
        #expect(!state.withLock(\.isLookWanted))
    }

    @Test("what is not recorded stays where it is until it is, and is there after a lost connection")
    func patience() {
        source.waiting = [batch(1)]
        let (state, bell) = (state, bell)
        bell.onWait = { _ in if bell.waits.count == 5 { bell.isStopping = true } }
        run()
        #expect(bell.waits == [60, 60, 60, 60, 60])
        #expect(source.calls == ["open 0", "next", "close"])
        #expect(state.withLock(\.batch) == batch(1) && state.withLock(\.memory.bookmark) == nil)
    }

    @Test("what was passed over is counted, and the last of it told")
    func passedOver() {
        source.passedOver = [PassedOver("a", .nothing), PassedOver("b", .nothing)]
        let bell = bell
        source.onWait = { _ in bell.isStopping = true }
        run()
        #expect(status.passedOver == 2 && status.lastPassedOver?.name == "b")
    }

    @Test("our own end is no failure")
    func interrupted() {
        source.faults = [MailboxFault(.interrupted, .nothing)]
        let bell = bell
        source.onWait = { _ in bell.isStopping = true }
        run()
        #expect(bell.waits.isEmpty && status.trouble == nil)
    }
}
