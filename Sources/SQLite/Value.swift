/// A value as SQLite stores it.
public enum Value: Sendable, Hashable {
    /// No value.
    case null
    /// A 64-bit integer.
    case integer(Int64)
    /// A floating-point number.
    case real(Double)
    /// UTF-8 text.
    case text(String)
    /// Bytes.
    case blob([UInt8])
}

/// What may stand for a `?` of a statement.
public protocol Bindable {
    /// The value to bind.
    var sqliteValue: Value { get }
}

extension Value: Bindable {
    /// Itself.
    public var sqliteValue: Value { self }
}

extension Int64: Bindable {
    /// An integer.
    public var sqliteValue: Value { .integer(self) }
}

extension Int: Bindable {
    /// An integer.
    public var sqliteValue: Value { .integer(Int64(self)) }
}

extension Bool: Bindable {
    /// 1 or 0.
    public var sqliteValue: Value { .integer(self ? 1 : 0) }
}

extension Double: Bindable {
    /// A floating-point number; SQLite stores NaN as null.
    public var sqliteValue: Value { .real(self) }
}

extension String: Bindable {
    /// Text.
    public var sqliteValue: Value { .text(self) }
}

extension [UInt8]: Bindable {
    /// Bytes.
    public var sqliteValue: Value { .blob(self) }
}

extension Optional: Bindable where Wrapped: Bindable {
    /// The wrapped value, or null.
    public var sqliteValue: Value { self?.sqliteValue ?? .null }
}
