import Glibc

/// A word of memory that outlives the process, and is written when the process dies of a fault of its own.
///
/// `kill -9`, and the kernel when memory runs out, leave no trace; a trap, a bad access and the watchdog's SIGABRT do.
public enum CrashMark {
    /// Writes `value` to `word` when a fault ends the process, and leaves the rest to whoever minded such faults
    /// before.
    ///
    /// - Parameters:
    ///   - word: memory that stays mapped until ``forget()``.
    ///   - value: what it shall hold then.
    public static func install(at word: UnsafeMutablePointer<UInt32>, value: UInt32) {
        if former == nil {
            let actions = UnsafeMutablePointer<sigaction>.allocate(capacity: Int(NSIG))
            actions.initialize(repeating: sigaction(), count: Int(NSIG))
            former = actions
        }
        let isInstalled = marked != nil
        markedValue = value
        marked = word
        guard !isInstalled, let former else { return }
        for signal in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT] {
            var action = sigaction()
            action.__sigaction_handler.sa_sigaction = handler
            action.sa_flags = SA_SIGINFO | Int32(SA_ONSTACK)
            sigaction(signal, &action, former + Int(signal))
        }
    }

    /// From now on nothing is written.
    public static func forget() { marked = nil }

    // Set before any thread starts that could fault, and read where nothing but plain memory may be touched.
    private nonisolated(unsafe) static var marked: UnsafeMutablePointer<UInt32>?
    private nonisolated(unsafe) static var markedValue: UInt32 = 0
    private nonisolated(unsafe) static var former: UnsafeMutablePointer<sigaction>?

    private static let handler:
        @convention(c) (Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?) -> Void = {
            signal,
            info,
            _ in
            if let marked { marked.pointee = markedValue }
            if let info, info.pointee.si_code == 0 {
                // SI_USER: sent from outside, as by a watchdog. Whoever prints the stack would let the program go on
                // after it.
                var usual = sigaction()
                usual.__sigaction_handler.sa_handler = SIG_DFL
                sigaction(signal, &usual, nil)
                raise(signal)
            } else if let former {
                // Those who print the stack see the fault again, for it is made again; what abort() sends is sent
                // again.
                sigaction(signal, former + Int(signal), nil)
                if let info, info.pointee.si_code < 0 { raise(signal) }
            }
        }
}
