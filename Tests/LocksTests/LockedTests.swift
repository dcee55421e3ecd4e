import Glibc
import Locks
import TestSupport
import Testing

@Suite("A value behind a lock")
struct LockedTests {
    @Test("no thread's change is lost to another's")
    func counting() async {
        let count = Locked(0)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<10_000 { count.withLock { $0 += 1 } } }
            }
        }
        #expect(count.withLock { $0 } == 80_000)
    }

    @Test("a failure inside leaves the lock open and what was changed changed")
    func failing() {
        let value = Locked([1])
        #expect(throws: TestSupportError.self) {
            try value.withLock { (list) throws(TestSupportError) in
                list.append(2)
                throw TestSupportError("no")
            }
        }
        #expect(value.withLock { $0 } == [1, 2])
    }
}
