import Foundation
import Locks

/// Threads of a test.
enum Worker {
    static func start(_ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.stackSize = 1 << 20
        thread.start()
    }
}

/// How many of them are done, and what went wrong.
final class Counter: Sendable {
    private let state = Locked((count: 0, problems: [String]()))

    var count: Int { state.withLock { $0.count } }
    var problems: [String] { state.withLock { $0.problems } }
    func add() { state.withLock { $0.count += 1 } }
    func fail(_ problem: String) { state.withLock { $0.problems.append(problem) } }
}
