@testable import Delivery

// Tests of pure values write moments and relays as numbers: those of a clock that begins with the test.

extension Uptime: ExpressibleByIntegerLiteral {
    /// So many milliseconds after the beginning.
    public init(integerLiteral value: Int64) { self.init(milliseconds: value) }

    /// Lets so many milliseconds pass.
    static func += (moment: inout Uptime, wait: Int64) { moment = moment + wait }
}

extension WallTime: ExpressibleByIntegerLiteral {
    /// So many milliseconds after the beginning.
    public init(integerLiteral value: Int64) { self.init(milliseconds: value) }
}

extension RelayID: ExpressibleByIntegerLiteral {
    /// The relay at that place.
    public init(integerLiteral value: Int) { self.init(value) }
}
