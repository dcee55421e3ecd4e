import Synchronization

/// A flag that any thread may raise to make connecting streams give up within a second.
///
/// Once raised it stays raised.
public final class Interrupt: Sendable {
    private let raised = Atomic<Bool>(false)

    /// A flag that is not raised.
    public init() {}

    /// Raises the flag.
    public func raise() {
        raised.store(true, ordering: .releasing)
    }

    /// Whether somebody has raised the flag.
    public var isRaised: Bool {
        raised.load(ordering: .acquiring)
    }
}
